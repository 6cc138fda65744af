package org.stillpoint.equilibrium.internal.layer.dense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;
import org.stillpoint.numerics.VectorKernels;

/**
 * f(z, x) = s(W z + U x + b) with W = (1 - m) I - A'A + B - B', see
 * {@link org.stillpoint.api.problem.equilibrium.StandardLayer#MONOTONE}. It is differentiated by A and B: with G the derivative by W, those
 * by A and B are -A (G + G') and G - G'. The margin m is a number that the user chooses, and not among the arrays.
 */
public final class MonotoneLayer implements ActivatedLayer {

    private final DenseLayer dense;
    private final NamedArray factor;
    private final double[] skew;
    private final int rank;
    private final PanelMatrix matrix;

    /** A layer of checked parameters. */
    public MonotoneLayer(DataRecord parameters, LayerShape shape) {
        int size = shape.state();
        double[] values = parameters.numbers("factor");
        rank = values.length / size;
        factor = new NamedArray(values, rank, size);
        skew = parameters.has("skew") ? parameters.numbers("skew") : null;
        matrix = PanelMatrix.of(values, 0, rank, size);
        dense = new DenseLayer(weight(values, rank, skew, parameters.number("margin"), size), parameters, shape);
    }

    private static double[] weight(double[] factor, int rank, double[] skew, double margin, int size) {
        double[] columns = Transposition.of(factor, rank, size);
        double[] weight = new double[size * size];
        new PanelProducts().addOuterProducts(columns, size, columns, size, rank, weight);
        VectorKernels.scale(-1, weight, 0, weight, 0, weight.length);
        for (int i = 0; i < size; i++) {
            weight[i * size + i] += 1 - margin;
            for (int j = 0; skew != null && j < size; j++) {
                weight[i * size + j] += skew[i * size + j] - skew[j * size + i];
            }
        }
        return weight;
    }

    @Override
    public double[] weight() {
        return dense.weight();
    }

    @Override
    public Activation activation() {
        return dense.activation();
    }

    @Override
    public LayerShape shape() {
        return dense.shape();
    }

    @Override
    public int driveSize() {
        return dense.driveSize();
    }

    @Override
    public double operations() {
        return dense.operations();
    }

    @Override
    public int tangentSize() {
        return dense.tangentSize();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> list = new ArrayList<>();
        list.add(new Parameter("factor", factor));
        if (skew != null) {
            list.add(new Parameter("skew", new NamedArray(skew, shape().state(), shape().state())));
        }
        dense.drive.addParameters(list);
        return list;
    }

    @Override
    public SplittableKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel extends DenseKernel {

        private final double[] images;
        private final double[] left;
        private final double[] right;

        Kernel(int lanes) {
            super(dense, lanes);
            int size = shape().state();
            images = new double[Math.multiplyExact(rank, lanes)];
            left = new double[Math.multiplyExact(2 * Math.max(rank, size), lanes)];
            right = new double[2 * size * lanes];
        }

        /**
         * With u the cotangents, a lane adds -(A u) z' - (A z) u' to A, and u z' - z u' to B: two outer products, which stand beside each
         * other so that lanes are summed one after the other.
         */
        @Override
        int addWeightProducts(double[] cotangents, double[] states, int lanes, double[][] sums) {
            int size = shape().state();
            place(states, size, lanes, 1, right, 0);
            place(cotangents, size, lanes, 1, right, 1);
            multiply(cotangents, lanes);
            place(images, rank, lanes, -1, left, 0);
            multiply(states, lanes);
            place(images, rank, lanes, -1, left, 1);
            products.addOuterProducts(left, rank, right, size, 2 * lanes, sums[0]);
            if (skew == null) {
                return 1;
            }
            place(cotangents, size, lanes, 1, left, 0);
            place(states, size, lanes, -1, left, 1);
            products.addOuterProducts(left, size, right, size, 2 * lanes, sums[1]);
            return 2;
        }

        private void multiply(double[] panel, int lanes) {
            Arrays.fill(images, 0, rank * lanes, 0);
            products.addPanel(images, 0, matrix, panel, 0, lanes);
        }

        /** Writes a panel, times a sign, into every second lane of another. */
        private static void place(double[] panel, int rows, int lanes, double sign, double[] target, int first) {
            for (int i = 0; i < rows * lanes; i++) {
                target[2 * i + first] = sign * panel[i];
            }
        }
    }
}
