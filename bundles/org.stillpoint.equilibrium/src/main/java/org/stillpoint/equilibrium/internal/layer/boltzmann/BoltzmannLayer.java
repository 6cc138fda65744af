package org.stillpoint.equilibrium.internal.layer.boltzmann;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.equilibrium.internal.layer.Lanes;
import org.stillpoint.equilibrium.internal.layer.dense.Drive;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableKernel;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableLayer;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;

/**
 * f = softmax(P z + U x + b) within groups, see {@link org.stillpoint.api.problem.equilibrium.StandardLayer#BOLTZMANN}. P is symmetric; a
 * linearisation is f.
 */
public final class BoltzmannLayer implements SplittableLayer {

    private final LayerShape shape;
    private final int[] groups;
    private final double[] given;
    private final ShrunkFactor factor;
    private final Drive drive;
    private final double[] weight;
    private final PanelMatrix matrix;

    /** A layer of checked parameters. */
    public BoltzmannLayer(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        groups = Arrays.stream(parameters.numbers("groups")).mapToInt(size -> (int) size).toArray();
        given = parameters.numbers("factor");
        factor = new ShrunkFactor(given, shape.state(), groups, parameters.number("margin"));
        drive = new Drive(parameters, shape.state(), shape.input());
        weight = factor.weight();
        matrix = PanelMatrix.of(weight, 0, shape.state(), shape.state());
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public int driveSize() {
        return shape.state();
    }

    @Override
    public double operations() {
        return (2.0 * shape.state() + 20) * shape.state();
    }

    @Override
    public int tangentSize() {
        return shape.state();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> list = new ArrayList<>();
        list.add(new Parameter("factor", new NamedArray(given, factor.rows, factor.columns)));
        drive.addParameters(list);
        return list;
    }

    @Override
    public double[] weight() {
        return weight;
    }

    @Override
    public SplittableKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel implements SplittableKernel {

        private final PanelProducts products = new PanelProducts();
        private final GroupedSoftmax softmax;
        private final double[] scores;
        private final double[] cotangent = new double[shape.state()];
        private final double[] state = new double[shape.state()];
        private double[] room;

        Kernel(int lanes) {
            softmax = new GroupedSoftmax(groups, lanes);
            scores = new double[shape.state() * lanes];
        }

        @Override
        public void drive(double[] inputs, int lanes, double[] drives) {
            drive.compute(products, inputs, lanes, drives);
        }

        @Override
        public void combine(double[] states, double[] drives, int lanes, double[] combinations) {
            System.arraycopy(drives, 0, combinations, 0, shape.state() * lanes);
            products.addPanel(combinations, 0, matrix, states, 0, lanes);
        }

        @Override
        public void activate(double[] t, int lanes) {
            softmax.apply(t, lanes);
        }

        @Override
        public void proximal(double step, double[] arguments, int lanes, double[] states) {
            softmax.proximal(step, arguments, lanes, states);
        }

        @Override
        public void apply(double[] states, double[] drives, int lanes, double[] images) {
            combine(states, drives, lanes, images);
            activate(images, lanes);
        }

        @Override
        public void linearise(double[] states, double[] drives, int lanes, double[] images, double[] tangents) {
            apply(states, drives, lanes, images);
            System.arraycopy(images, 0, tangents, 0, shape.state() * lanes);
        }

        @Override
        public void product(double[] tangents, double[] directions, int lanes, double[] results) {
            Arrays.fill(results, 0, shape.state() * lanes, 0);
            products.addPanel(results, 0, matrix, directions, 0, lanes);
            softmax.multiply(tangents, results, lanes);
        }

        @Override
        public void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            Arrays.fill(results, 0, shape.state() * lanes, 0);
            products.addPanel(results, 0, matrix, before(tangents, cotangents, lanes), 0, lanes);
        }

        @Override
        public void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            drive.transposedProduct(products, before(tangents, cotangents, lanes), lanes, results);
        }

        @Override
        public void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes,
                double[][] sums) {
            double[] before = before(tangents, cotangents, lanes);
            room = room == null ? factor.room() : room;
            for (int lane = 0; lane < lanes; lane++) {
                Lanes.gather(before, lane, lanes, cotangent);
                Lanes.gather(states, lane, lanes, state);
                factor.addProducts(cotangent, state, room, sums[0]);
            }
            drive.addParameterProducts(products, before, inputs, lanes, sums, 1);
        }

        /** The cotangents before the softmax. */
        private double[] before(double[] tangents, double[] cotangents, int lanes) {
            System.arraycopy(cotangents, 0, scores, 0, shape.state() * lanes);
            softmax.multiply(tangents, scores, lanes);
            return scores;
        }
    }
}
