package org.stillpoint.recurrence.internal.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.CellInitialiser;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.recurrence.internal.sequential.SequentialSolver;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.recurrence.RecurrenceVerifier;

/** Sequential runs of every standard cell, certified by a verifier that has its own arithmetic of the cells. */
class CellCertificateTest {

    private static final int STEPS = 400;

    @ParameterizedTest
    @EnumSource
    void drawnCellsAreCertified(CellInitialiser initialiser) throws SolverException {
        for (StandardCell cell : StandardCell.values()) {
            if (initialiser.fits(cell)) {
                for (int units : new int[] {1, 9}) {
                    for (double size : new double[] {1, 1000}) {
                        certified(problem(cell, initialiser.parameters(cell, units, 2, 5), size, new Random(units)));
                    }
                }
            }
        }
    }

    static List<RecurrenceProblem> otherCells() {
        Random random = new Random(7);
        int d = 6;
        NamedArray input = new NamedArray(random.doubles(2 * d, -1, 1).toArray(), d, 2);
        NamedArray complexInput = new NamedArray(random.doubles(4 * d, -1, 1).toArray(), 2 * d, 2);
        return List.of(
                problem(StandardCell.LINEAR, Trials.parameters().array("weight_ih", input)
                        .array("transition", new NamedArray(random.doubles(d * d, -0.3, 0.3).toArray(), d, d)).build(), 1, random),
                problem(StandardCell.DIAGONAL, Trials.parameters().array("weight_ih", input)
                        .doubles("transition", random.doubles(d, -1, 1).toArray()).build(), 1, random),
                problem(StandardCell.COMPLEX_DIAGONAL, Trials.parameters().array("weight_ih", complexInput)
                        .array("transition", new NamedArray(random.doubles(2 * d, -0.7, 0.7).toArray(), 2, d)).build(), 1, random),
                problem(StandardCell.HOUSEHOLDER, Trials.parameters().integer("size", 3).integer("reflections", 2).build(), 0.5, random),
                autonomous(StandardCell.LOGISTIC, Trials.parameters().number("rate", 3.2), 0.2),
                autonomous(StandardCell.EULER, field("logistic", 0.05), 0.1),
                autonomous(StandardCell.RUNGE_KUTTA, field("van-der-pol", 0.05), 2, 0),
                autonomous(StandardCell.IMPLICIT_EULER, field("van-der-pol", 0.05), 2, 0),
                autonomous(StandardCell.IMPLICIT_EULER, field("van-der-pol", 1).record("fieldParameters",
                        Trials.parameters().number("mu", 1000).build()), 2, 0),
                autonomous(StandardCell.IMPLICIT_EULER, field("logistic", 0.5), 0.1),
                autonomous(StandardCell.MIDPOINT_EXPONENTIAL, field("van-der-pol", 0.05), 2, 0),
                autonomous(StandardCell.MIDPOINT_EXPONENTIAL, field("van-der-pol", 0.02).record("fieldParameters",
                        Trials.parameters().number("mu", 10).build()), 2, 0),
                autonomous(StandardCell.MIDPOINT_EXPONENTIAL, field("logistic", 0.5), 0.1),
                problem(StandardCell.EULER, field("lorenz", 0.01).record("fieldParameters",
                        Trials.parameters().truth("observed", true).build()).build(), 10, random),
                problem(StandardCell.MIDPOINT_EXPONENTIAL, field("lorenz", 0.1).record("fieldParameters",
                        Trials.parameters().truth("observed", true).build()).build(), 10, random),
                problem(StandardCell.MIDPOINT_EXPONENTIAL, field("linear", 3).record("fieldParameters", Trials.parameters()
                        .array("matrix", new NamedArray(random.doubles(d * d, -0.3, 0.05).toArray(), d, d))
                        .array("inputMatrix", input).build()).build(), 1, random),
                problem(StandardCell.IMPLICIT_EULER, field("linear", 0.1).record("fieldParameters", Trials.parameters()
                        .array("matrix", new NamedArray(random.doubles(d * d, -1, 0.2).toArray(), d, d))
                        .array("inputMatrix", input).build()).build(), 1, random));
    }

    @ParameterizedTest
    @MethodSource("otherCells")
    void otherCellsAreCertified(RecurrenceProblem problem) throws SolverException {
        certified(problem);
    }

    private static void certified(RecurrenceProblem problem) throws SolverException {
        Solution<Trajectory> solution = new SequentialSolver().solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        Certificate certificate = Verification.of(new RecurrenceVerifier(), problem, solution, 1e-12);
        assertTrue(certificate.holds(), certificate.toString());
    }

    private static DataRecord.Builder field(String name, double step) {
        return Trials.parameters().text("field", name).number("step", step);
    }

    /** Two sequences of normal inputs of that size. */
    private static RecurrenceProblem problem(StandardCell cell, DataRecord parameters, double size, Random random) {
        int inputs = cell.shape(parameters).input();
        double[] values = new double[2 * STEPS * inputs];
        for (int i = 0; i < values.length; i++) {
            values[i] = size * random.nextGaussian();
        }
        return RecurrenceProblem.of(cell.label(), parameters, new Sequences(values, 2, STEPS, inputs));
    }

    private static RecurrenceProblem autonomous(StandardCell cell, DataRecord.Builder parameters, double... initial) {
        return RecurrenceProblem.autonomous(cell.label(), parameters.build(), STEPS, initial);
    }
}
