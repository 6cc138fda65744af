package org.stillpoint.equilibrium.internal.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumModel;
import org.stillpoint.equilibrium.internal.layer.Layer.Parameter;
import org.stillpoint.numerics.iterative.GradientSteps;

/** The weights that training changes as one vector: the arrays of the layer one after the other, then the readout. */
final class TrainedWeights {

    /** The only array of a layer that may not be negative: that of learned proximal operators. */
    private static final String NOT_NEGATIVE = "output_weight";

    private final List<String> fixed;
    private final List<Parameter> arrays;
    private final int outputs;
    private final int width;
    private final double[] start;

    /**
     * The form of the weights of a model.
     *
     * @param arrays the arrays of its layer
     * @param fixed the names of those that stay as they are
     * @throws SolverException if there is no array of such a name
     */
    TrainedWeights(EquilibriumModel model, List<Parameter> arrays, List<String> fixed) throws SolverException {
        this.arrays = arrays;
        this.fixed = fixed;
        List<String> known = new ArrayList<>(arrays.stream().map(Parameter::name).toList());
        known.addAll(List.of(EquilibriumModel.WEIGHT, EquilibriumModel.BIAS));
        for (String name : fixed) {
            if (!known.contains(name)) {
                throw new SolverException("there is no array " + name + " that could stay fixed; expected some of " + known);
            }
        }
        outputs = model.outputs();
        width = model.width();
        DataRecord parameters = model.parameters();
        int length = outputs * width + outputs;
        for (Parameter array : arrays) {
            length += array.value().length();
        }
        start = new double[length];
        int at = 0;
        for (Parameter array : arrays) {
            double[] values = parameters.numbers(array.name());
            System.arraycopy(values, 0, start, at, values.length);
            at += values.length;
        }
        System.arraycopy(model.readoutWeight(), 0, start, at, outputs * width);
        System.arraycopy(model.readoutBias(), 0, start, at + outputs * width, outputs);
    }

    /** The vector that training starts from. */
    double[] start() {
        return start.clone();
    }

    /** Zeros for the sums of the arrays of the layer. */
    double[][] layerSums() {
        double[][] sums = new double[arrays.size()][];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new double[arrays.get(i).value().length()];
        }
        return sums;
    }

    /** Copies the sums of the layer's arrays into a gradient, in front of those of the readout; that by arrays that stay fixed is 0. */
    void copy(double[][] sums, double[] gradient) {
        int at = 0;
        for (int i = 0; i < sums.length; i++) {
            if (!fixed.contains(arrays.get(i).name())) {
                System.arraycopy(sums[i], 0, gradient, at, sums[i].length);
            }
            at += sums[i].length;
        }
        if (fixed.contains(EquilibriumModel.WEIGHT)) {
            Arrays.fill(gradient, at, at + outputs * width, 0);
        }
        if (fixed.contains(EquilibriumModel.BIAS)) {
            Arrays.fill(gradient, at + outputs * width, gradient.length, 0);
        }
    }

    /** Puts weights back into the range that the layer allows. */
    void project(GradientSteps steps) {
        int at = 0;
        for (Parameter array : arrays) {
            if (array.name().equals(NOT_NEGATIVE)) {
                steps.raise(at, array.value().length(), 0);
            }
            at += array.value().length();
        }
    }

    /** Where the readout begins. */
    int readout() {
        return start.length - outputs * width - outputs;
    }

    /** The trained arrays and the readout of a vector. */
    EquilibriumModel model(double[] weights) {
        DataRecord.Builder trained = DataRecord.of(FunctionFactory.PARAMETERS, 1);
        int at = 0;
        for (Parameter array : arrays) {
            double[] values = new double[array.value().length()];
            System.arraycopy(weights, at, values, 0, values.length);
            trained.array(array.name(), new NamedArray(values, array.value().shape()));
            at += values.length;
        }
        double[] weight = new double[outputs * width];
        double[] bias = new double[outputs];
        System.arraycopy(weights, at, weight, 0, weight.length);
        System.arraycopy(weights, at + weight.length, bias, 0, outputs);
        return new EquilibriumModel(trained.build(), weight, bias);
    }
}
