package org.stillpoint.equilibrium.internal.gradient;

import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.internal.picard.PicardSolver;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;

/** Problems of which derivatives are known, or computed otherwise. */
public final class GradientCases {

    private GradientCases() {
    }

    /** A layer of one variable. */
    public static EquilibriumGradientProblem scalar(String map, double start, double... input) {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).text("map", map).build();
        return new EquilibriumGradientProblem(EquilibriumProblem.of(StandardLayer.SCALAR, parameters, Samples.of(input)).withStart(start),
                Samples.of(1));
    }

    /** The layer s(w z + x) of one unit, from zero. */
    public static EquilibriumGradientProblem unit(String activation, double weight, double input) {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(new double[] {weight}, 1, 1))
                .text("activation", activation).build();
        return new EquilibriumGradientProblem(EquilibriumProblem.of(StandardLayer.DENSE, parameters, Samples.of(input)), Samples.of(1));
    }

    /** A dense layer with random weights whose matrix has about the spectral norm {@code norm}, random inputs and cotangents. */
    public static EquilibriumGradientProblem dense(String activation, int size, int inputs, int batch, double norm, boolean symmetric) {
        RandomStream random = new RandomStream(size + 17L * batch);
        double[] weight = symmetric ? semicircle(size, norm, random) : normal(size * size, norm / (2 * Math.sqrt(size)), random);
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, size, size))
                .array("input_weight", new NamedArray(normal(size * inputs, 1 / Math.sqrt(inputs), random), size, inputs))
                .doubles("bias", normal(size, .5, random)).text("activation", activation).build();
        Samples x = new Samples(normal(batch * inputs, 1, random), batch, inputs);
        return new EquilibriumGradientProblem(EquilibriumProblem.of(StandardLayer.DENSE, parameters, x),
                new Samples(normal(batch * size, 1, random), batch, size));
    }

    /** A symmetric matrix whose eigenvalues fill the semicircle law between about -norm and norm. */
    private static double[] semicircle(int size, double norm, RandomStream random) {
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = norm / (2 * Math.sqrt(size)) * random.nextGaussian() * (i == j ? Math.sqrt(2) : 1);
                matrix[i * size + j] = entry;
                matrix[j * size + i] = entry;
            }
        }
        return matrix;
    }

    private static double[] normal(int length, double deviation, RandomStream random) {
        double[] values = new double[length];
        random.fillGaussian(values);
        for (int i = 0; i < length; i++) {
            values[i] *= deviation;
        }
        return values;
    }

    /** One sample of a problem. */
    public static EquilibriumGradientProblem sample(EquilibriumGradientProblem problem, int sample) {
        Samples inputs = problem.equilibrium().inputs();
        return new EquilibriumGradientProblem(problem.equilibrium().withInputs(row(inputs, sample)), row(problem.cotangent(), sample));
    }

    private static Samples row(Samples samples, int sample) {
        double[] values = new double[samples.size()];
        System.arraycopy(samples.values(), samples.offset(sample), values, 0, values.length);
        return new Samples(values, 1, values.length);
    }

    /** The same problem with a parameter moved in one entry. */
    public static EquilibriumGradientProblem moved(EquilibriumGradientProblem problem, String name, int entry, double step) {
        EquilibriumProblem equilibrium = problem.equilibrium();
        if (name.equals("input")) {
            Samples inputs = equilibrium.inputs();
            double[] values = inputs.values().clone();
            values[entry] += step;
            return new EquilibriumGradientProblem(equilibrium.withInputs(new Samples(values, inputs.count(), inputs.size())),
                    problem.cotangent());
        }
        DataRecord given = equilibrium.parameters();
        DataRecord.Builder parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).text("activation", given.text("activation"));
        for (String array : given.names()) {
            if (!array.equals("activation")) {
                double[] values = given.numbers(array).clone();
                values[entry % values.length] += array.equals(name) ? step : 0;
                parameters.array(array, new NamedArray(values, given.array(array).shape()));
            }
        }
        return new EquilibriumGradientProblem(equilibrium.withParameters(parameters.build()), problem.cotangent());
    }

    /** The sum of v'z over the samples, with states to rounding. */
    public static double loss(EquilibriumGradientProblem problem) throws SolverException {
        double[] z = new PicardSolver().solve(problem.equilibrium(), new TestContext().with("tolerance", 1e-15)).value().states().values();
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            sum += problem.cotangent().values()[i] * z[i];
        }
        return sum;
    }

    /** The central difference of the loss of solved equilibria by one entry of a parameter or of the input. */
    public static double difference(EquilibriumGradientProblem problem, String name, int entry) throws SolverException {
        double step = 1e-5;
        return (loss(moved(problem, name, entry, step)) - loss(moved(problem, name, entry, -step))) / (2 * step);
    }
}
