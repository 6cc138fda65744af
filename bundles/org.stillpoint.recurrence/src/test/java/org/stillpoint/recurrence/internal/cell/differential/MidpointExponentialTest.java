package org.stillpoint.recurrence.internal.cell.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.DifferentiableVectorField;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.problem.recurrence.VectorField;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.recurrence.internal.automatic.AutomaticSolver;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.Cells;
import org.stillpoint.recurrence.internal.cell.Trials;
import org.stillpoint.recurrence.internal.jacobi.JacobiSolver;
import org.stillpoint.recurrence.internal.newton.NewtonSolver;
import org.stillpoint.recurrence.internal.picard.PicardSolver;
import org.stillpoint.recurrence.internal.sequential.SequentialSolver;
import org.stillpoint.recurrence.internal.shooting.ShootingSolver;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.recurrence.RecurrenceVerifier;

class MidpointExponentialTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1000})
    void harmonicOscillatorsTurnExactly(int steps) {
        Cell cell = Trials.cell(StandardCell.MIDPOINT_EXPONENTIAL, linear(10.0 / steps, 2, 0, 1, -1, 0));
        double[] states = Trials.run(cell, steps, new double[0], 1, 0);
        for (int t = 1; t <= steps; t++) {
            assertEquals(Math.cos(10.0 * t / steps), states[2 * t - 2], 1e-12);
            assertEquals(-Math.sin(10.0 * t / steps), states[2 * t - 1], 1e-12);
        }
    }

    /** Along (l 1; 0 l) the state is e^(l t) (a + b t, b), however stiff that is. */
    @ParameterizedTest
    @ValueSource(doubles = {-1e6, -40, -0.3, 0, 0.5})
    void stiffAndDefectiveFieldsAreExact(double rate) {
        double step = 2.5;
        Cell cell = Trials.cell(StandardCell.MIDPOINT_EXPONENTIAL, linear(step, 2, rate, 1, 0, rate));
        double[] states = Trials.run(cell, 8, new double[0], 3, -2);
        for (int t = 1; t <= 8; t++) {
            double growth = Math.exp(rate * step * t);
            double size = Math.max(1, growth);
            assertEquals(growth * (3 - 2 * step * t), states[2 * t - 2], 1e-12 * size);
            assertEquals(-2 * growth, states[2 * t - 1], 1e-12 * size);
        }
    }

    /** A user's field that is linear, but is not known to be, takes the way of those that are not. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 10})
    void fieldsNotKnownToBeLinearAreExactAsWell(double step) throws SolverException {
        Cell cell = cell(field("turning", step).integer("size", 2), "turning", new Affine());
        double[] states = Trials.run(cell, 5, new double[0], 1, 0);
        for (int t = 1; t <= 5; t++) {
            assertEquals(1 + 3 * Math.sin(step * t), states[2 * t - 2], 2e-12);
            assertEquals(3 - 3 * Math.cos(step * t), states[2 * t - 1], 2e-12);
        }
        double[] jacobian = new double[4];
        cell.kernel(1).linearise(states, 0, new double[0], 0, 1, new double[2], 0, jacobian, 0);
        double[] turn = {Math.cos(step), -Math.sin(step), Math.sin(step), Math.cos(step)};
        assertArrayEquals(turn, jacobian, 1e-10);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodFindsTheSameCertifiedStates(Solver<RecurrenceProblem, Trajectory> method) throws SolverException {
        RecurrenceProblem oscillator = RecurrenceProblem.autonomous("midpoint-exponential", linear(0.02, 2, 0, 1, -1, 0).build(), 500, 1, 0);
        double[] turned = certified(method, oscillator);
        assertEquals(Math.cos(10), turned[998], 1e-9);
        assertEquals(-Math.sin(10), turned[999], 1e-9);
        RecurrenceProblem swinging = RecurrenceProblem.autonomous("midpoint-exponential", field("van-der-pol", 0.05).build(), 400, 2, 0);
        assertArrayEquals(certified(new SequentialSolver(), swinging), certified(method, swinging), 1e-7);
    }

    static List<Solver<RecurrenceProblem, Trajectory>> methods() {
        return List.of(new SequentialSolver(), new NewtonSolver(), new ShootingSolver(), new JacobiSolver(), new PicardSolver(),
                new AutomaticSolver());
    }

    private static double[] certified(Solver<RecurrenceProblem, Trajectory> method, RecurrenceProblem problem) throws SolverException {
        Solution<Trajectory> solution = method.solve(problem, new TestContext().with("tolerance", 1e-11));
        assertEquals(Status.CONVERGED, solution.status());
        Certificate certificate = Verification.of(new RecurrenceVerifier(), problem, solution, 1e-10);
        assertTrue(certificate.holds(), certificate.toString());
        return solution.value().path().states().values();
    }

    /** Half the step, a quarter of the error: against steps of Runge and Kutta so short that nothing is left. */
    @Test
    void isOfOrderTwoAlongVanDerPol() {
        double[] exact = Trials.run(Trials.cell(StandardCell.RUNGE_KUTTA, field("van-der-pol", 0.0005)), 10_000, new double[0], 2, 0);
        double[] errors = new double[3];
        for (int i = 0; i < errors.length; i++) {
            int steps = 50 << i;
            double[] states = Trials.run(Trials.cell(StandardCell.MIDPOINT_EXPONENTIAL, field("van-der-pol", 5.0 / steps)), steps,
                    new double[0], 2, 0);
            errors[i] = Math.hypot(states[2 * steps - 2] - exact[19_998], states[2 * steps - 1] - exact[19_999]);
        }
        assertEquals(2, Math.log(errors[0] / errors[1]) / Math.log(2), 0.1);
        assertEquals(2, Math.log(errors[1] / errors[2]) / Math.log(2), 0.05);
    }

    /** The ends of a step play the same part: along the opposite field a step leads back. */
    @Test
    void stepsAlongTheOppositeFieldLeadBack() throws SolverException {
        Cell forth = cell(field("swing", 0.4).integer("size", 2), "swing", new Pendulum(1));
        Cell back = cell(field("swing", 0.4).integer("size", 2), "swing", new Pendulum(-1));
        Random random = new Random(2);
        for (int i = 0; i < 20; i++) {
            double[] start = {4 * random.nextDouble() - 2, 4 * random.nextDouble() - 2};
            assertArrayEquals(start, Trials.run(back, 1, new double[0], Trials.run(forth, 1, new double[0], start)), 1e-13);
        }
    }

    /** Long steps of each standard field, where second derivatives weigh much. */
    @ParameterizedTest
    @ValueSource(strings = {"logistic", "lorenz", "van-der-pol", "observing lorenz"})
    void jacobianMatricesAgreeWithDifferences(String name) {
        DataRecord.Builder parameters = field(name.replace("observing ", ""), name.endsWith("lorenz") ? 0.04 : 0.3);
        if (name.startsWith("observing")) {
            parameters.record("fieldParameters", Trials.parameters().truth("observed", true).build());
        }
        Cell cell = Trials.cell(StandardCell.MIDPOINT_EXPONENTIAL, parameters);
        assertTrue(cell.exactJacobian());
        compareWithDifferences(cell, new double[] {1.5, -2.5, 20}, 1e-8);
    }

    @Test
    void usersFieldsBringTheirMatricesAndSecondDerivativesAreDifferences() throws SolverException {
        Cell cell = cell(field("swing", 0.4).integer("size", 2), "swing", new Pendulum(1));
        assertFalse(cell.exactJacobian());
        compareWithDifferences(cell, new double[] {1.5, -2.5}, 1e-8);
        VectorField plain = new PlainPendulum(1);
        SolverException refusal = assertThrows(SolverException.class, () -> cell(field("plain", 0.4).integer("size", 2), "plain", plain));
        assertTrue(refusal.getMessage().contains("plain") && refusal.getMessage().contains("DifferentiableVectorField"),
                refusal.getMessage());
    }

    /** Where the field is not defined there is no step, and no step beyond. */
    @Test
    void undefinedFieldsGiveNotANumber() throws SolverException {
        Cell cell = Trials.cell(StandardCell.MIDPOINT_EXPONENTIAL, field("van-der-pol", 0.1));
        double[] next = new double[4];
        double[] jacobian = new double[8];
        cell.kernel(2).linearise(new double[] {Double.NaN, 2, 0, 0}, 0, new double[0], 0, 2, next, 0, jacobian, 0);
        assertTrue(Double.isNaN(next[0]) && Double.isNaN(next[2]) && Double.isNaN(jacobian[0]));
        assertFalse(Double.isNaN(next[1]) || Double.isNaN(next[3]) || Double.isNaN(jacobian[1]));
    }

    private static void compareWithDifferences(Cell cell, double[] place, double tolerance) {
        int size = cell.shape().state();
        double[] state = Arrays.copyOf(place, size);
        double[] input = cell.shape().input() == 0 ? new double[0] : new double[] {3};
        double[] jacobian = new double[size * size];
        cell.kernel(1).linearise(state, 0, input, 0, 1, new double[size], 0, jacobian, 0);
        double largest = 0;
        for (double entry : jacobian) {
            largest = Math.max(largest, Math.abs(entry));
        }
        for (int j = 0; j < size; j++) {
            double value = state[j];
            double width = 1e-5 * Math.max(1, Math.abs(value));
            state[j] = value + width;
            double[] above = Trials.run(cell, 1, input, state);
            state[j] = value - width;
            double[] below = Trials.run(cell, 1, input, state);
            state[j] = value;
            for (int i = 0; i < size; i++) {
                assertEquals((above[i] - below[i]) / (2 * width), jacobian[i * size + j], tolerance * largest);
            }
        }
    }

    private static Cell cell(DataRecord.Builder parameters, String name, VectorField field) throws SolverException {
        return Cells.of(new RecurrentLayer("midpoint-exponential", parameters.build()), 0, new TestContext().function(name, field));
    }

    private static DataRecord.Builder field(String name, double step) {
        return Trials.parameters().text("field", name).number("step", step);
    }

    private static DataRecord.Builder linear(double step, int size, double... matrix) {
        DataRecord ofField = Trials.parameters().array("matrix", new NamedArray(matrix, size, size)).build();
        return field("linear", step).record("fieldParameters", ofField);
    }

    /** A turn about (1, 3). */
    private static final class Affine implements DifferentiableVectorField {

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public void derivative(double[] y, double[] input, double[] derivative) {
            derivative[0] = 3 - y[1];
            derivative[1] = y[0] - 1;
        }

        @Override
        public void jacobian(double[] y, double[] input, double[] jacobian) {
            jacobian[0] = 0;
            jacobian[1] = -1;
            jacobian[2] = 1;
            jacobian[3] = 0;
        }
    }

    /** x' = y, y' = -sin x without its Jacobian matrix. */
    private static class PlainPendulum implements VectorField {

        final double sign;

        PlainPendulum(double sign) {
            this.sign = sign;
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public void derivative(double[] y, double[] input, double[] derivative) {
            derivative[0] = sign * y[1];
            derivative[1] = -sign * Math.sin(y[0]);
        }
    }

    private static final class Pendulum extends PlainPendulum implements DifferentiableVectorField {

        Pendulum(double sign) {
            super(sign);
        }

        @Override
        public void jacobian(double[] y, double[] input, double[] jacobian) {
            jacobian[0] = 0;
            jacobian[1] = sign;
            jacobian[2] = -sign * Math.cos(y[0]);
            jacobian[3] = 0;
        }
    }
}
