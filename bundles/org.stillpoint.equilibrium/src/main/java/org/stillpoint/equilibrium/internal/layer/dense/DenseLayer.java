package org.stillpoint.equilibrium.internal.layer.dense;

import java.util.ArrayList;
import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.numerics.PanelMatrix;

/** f(z, x) = s(W z + U x + b), see {@link org.stillpoint.api.problem.equilibrium.StandardLayer#DENSE}. */
public final class DenseLayer implements ActivatedLayer {

    final Drive drive;
    final PanelMatrix matrix;
    final TransposedMatrix transposed;
    private final LayerShape shape;
    private final double[] weight;
    private final Activation activation;

    /** A layer of checked parameters. */
    public DenseLayer(DataRecord parameters, LayerShape shape) {
        this(parameters.numbers("weight"), parameters, shape);
    }

    /** A layer with this W, and all else from parameters. */
    DenseLayer(double[] weight, DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        this.weight = weight;
        drive = new Drive(parameters, shape.state(), shape.input());
        activation = Activation.of(parameters);
        matrix = PanelMatrix.of(weight, 0, shape.state(), shape.state());
        transposed = new TransposedMatrix(weight, shape.state(), shape.state());
    }

    @Override
    public double[] weight() {
        return weight;
    }

    @Override
    public Activation activation() {
        return activation;
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
        return 2.0 * shape.state() * shape.state() + 20.0 * shape.state();
    }

    @Override
    public int tangentSize() {
        return shape.state();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> list = new ArrayList<>();
        list.add(new Parameter("weight", new NamedArray(weight, shape.state(), shape.state())));
        drive.addParameters(list);
        return list;
    }

    @Override
    public SplittableKernel kernel(int lanes) {
        return new DenseKernel(this, lanes);
    }
}
