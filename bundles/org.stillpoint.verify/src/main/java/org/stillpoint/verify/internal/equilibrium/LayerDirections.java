package org.stillpoint.verify.internal.equilibrium;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.verify.internal.DirectionalDifferences;

/**
 * Compares derivatives by the inputs and the parameters of a layer with differences along directions whose components are 1 and -1 at
 * random, but 0 where a parameter is at a kink or at the border of what is allowed.
 */
final class LayerDirections {

    /** The name of the inputs among the arguments. */
    static final String INPUTS = "inputs";

    /** A function of a problem. */
    @FunctionalInterface
    interface Value {

        /** The value, and the magnitude of its terms. */
        double[] of(EquilibriumProblem problem) throws SolverException;
    }

    /** An array by which is differentiated, with the derivatives reported. */
    private record Argument(String name, double[] value, double[] derivatives) {
    }

    private final EquilibriumProblem problem;
    private final List<Argument> arguments = new ArrayList<>();
    private final Random random = new Random(20);

    LayerDirections(EquilibriumProblem problem) {
        this.problem = problem;
    }

    /** Adds the inputs or an array of parameters. */
    void add(String name, double[] value, double[] derivatives) {
        arguments.add(new Argument(name, value, derivatives));
    }

    int size() {
        return arguments.size();
    }

    String name(int argument) {
        return arguments.get(argument).name();
    }

    /**
     * The error along a direction in all arrays together, in parts of the length of the gradient.
     *
     * @param allowed an absolute difference that is no error
     */
    double errorOfAll(double allowed, double tolerance, Value value) throws SolverException {
        return error(-1, allowed, tolerance, value);
    }

    /** The error along a direction in one array, in parts of the length of its derivatives. */
    double error(int argument, double tolerance, Value value) throws SolverException {
        return error(argument, 0, tolerance, value);
    }

    private double error(int argument, double allowed, double tolerance, Value value) throws SolverException {
        double[][] direction = new double[arguments.size()][];
        double expected = 0;
        double squares = 0;
        for (int i = 0; i < direction.length; i++) {
            Argument other = arguments.get(i);
            direction[i] = new double[other.value().length];
            for (int k = 0; k < direction[i].length && (argument < 0 || argument == i); k++) {
                direction[i][k] = !movable(other.name(), other.value()[k]) ? 0 : random.nextBoolean() ? 1 : -1;
                expected += direction[i][k] * other.derivatives()[k];
                squares += other.derivatives()[k] * other.derivatives()[k];
            }
        }
        return DirectionalDifferences.error(expected, Math.sqrt(squares), allowed, tolerance,
                distance -> value.of(moved(direction, distance)));
    }

    private static boolean movable(String name, double value) {
        return switch (name) {
            case "edge_weight" -> Math.abs(value) > DirectionalDifferences.FARTHEST
                    && Math.abs(value - 1) > DirectionalDifferences.FARTHEST;
            case "output_weight" -> value > DirectionalDifferences.FARTHEST;
            default -> true;
        };
    }

    private EquilibriumProblem moved(double[][] direction, double distance) {
        EquilibriumProblem moved = problem;
        DataRecord given = problem.parameters();
        DataRecord.Builder changed = DataRecord.of(given.type(), given.version());
        for (int i = 0; i < direction.length; i++) {
            double[] sum = arguments.get(i).value().clone();
            for (int k = 0; k < sum.length; k++) {
                sum[k] += distance * direction[i][k];
            }
            String name = arguments.get(i).name();
            if (name.equals(INPUTS)) {
                moved = moved.withInputs(new Samples(sum, problem.batch(), problem.inputs().size()));
            } else {
                changed.array(name, new NamedArray(sum, given.array(name).shape()));
            }
        }
        return moved.withParameters(given.with(changed.build()));
    }
}
