package org.stillpoint.recurrence.internal.newton;

import java.util.stream.DoubleStream;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.cell.Trials;
import org.stillpoint.recurrence.internal.newton.NewtonOptions.Form;
import org.stillpoint.recurrence.internal.newton.NewtonOptions.Guess;
import org.stillpoint.recurrence.internal.run.Safeguards;
import org.stillpoint.testing.TestContext;

/** Problems and runs of Newton's method for tests. */
final class NewtonRuns {

    private NewtonRuns() {
    }

    static Solution<Trajectory> solve(RecurrenceProblem problem, TestContext context) {
        try {
            return new NewtonSolver().solve(problem, context);
        } catch (SolverException e) {
            throw new AssertionError(e);
        }
    }

    /** All steps at once, as in the textbook or with the first safeguards. */
    static TestContext full(Safeguards safeguards, Guess guess, double tolerance) {
        return new TestContext().with("form", Form.FULL).with("safeguards", safeguards).with("guess", guess).with("tolerance", tolerance);
    }

    static TestContext full(Safeguards safeguards, double guess, double tolerance) {
        return full(safeguards, Guess.CONSTANT, tolerance).with("guessValue", guess);
    }

    static double[] states(Solution<Trajectory> solution) {
        return solution.value().path().states().values();
    }

    static double last(Solution<Trajectory> solution) {
        return states(solution)[states(solution).length - 1];
    }

    static double sum(Solution<Trajectory> solution) {
        return DoubleStream.of(states(solution)).sum();
    }

    static long counter(Solution<Trajectory> solution, String name) {
        return solution.counters().getOrDefault(name, 0L);
    }

    /** How many values from the first one on have the same bits. */
    static int equalPrefix(double[] expected, double[] actual) {
        int length = 0;
        while (length < expected.length && Double.doubleToLongBits(expected[length]) == Double.doubleToLongBits(actual[length])) {
            length++;
        }
        return length;
    }

    /** The scalar ParaGRU of unit input weights on its inputs of sines. */
    static RecurrenceProblem paraGru(double az, double ar, double am, int steps) {
        return RecurrenceProblem.of("para-gru", Trials.scalarParaGruParameters(az, ar, am).build(),
                Sequences.of(Trials.scalarParaGruInput(steps), 3));
    }

    /** h' = tanh(a h + sin(0.1 t)). */
    static RecurrenceProblem elman(double a, int steps) {
        double[] input = new double[steps];
        for (int t = 0; t < steps; t++) {
            input[t] = Math.sin(0.1 * (t + 1));
        }
        return RecurrenceProblem.of("elman", Trials.parameters().array("weight_ih", new NamedArray(new double[] {1}, 1, 1))
                .array("weight_hh", new NamedArray(new double[] {a}, 1, 1)).build(), Sequences.of(input, 1));
    }
}
