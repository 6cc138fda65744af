package org.stillpoint.recurrence.internal.cell.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.DifferentiableVectorField;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.VectorField;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.Cells;
import org.stillpoint.recurrence.internal.cell.Trials;
import org.stillpoint.testing.TestContext;

class DifferentialCellTest {

    private static final double[] ON_THE_ATTRACTOR = {-9.7869288, -15.03852, 20.533978};

    @ParameterizedTest
    @CsvSource({"EULER, 1", "RUNGE_KUTTA, 4", "IMPLICIT_EULER, 1", "MIDPOINT_EXPONENTIAL, 2"})
    void methodsHaveTheirOrders(StandardCell method, int order) {
        double coarse = errorOfLogistic(method, 0.05);
        double fine = errorOfLogistic(method, 0.025);
        assertEquals(order, Math.log(coarse / fine) / Math.log(2), 0.05);
    }

    private static double errorOfLogistic(StandardCell method, double step) {
        int steps = (int) Math.round(10 / step);
        double[] states = Trials.run(Trials.cell(method, field("logistic", step)), steps, new double[0], 0.1);
        double error = 0;
        for (int t = 1; t <= steps; t++) {
            error = Math.max(error, Math.abs(states[t - 1] - 1 / (1 + 9 * Math.exp(-step * t))));
        }
        return error;
    }

    /** Each step turns by the angle of 1 + i s, 1 + i s - s^2 / 2 - i s^3 / 6 + s^4 / 24 or 1 / (1 - i s) and stretches by its modulus. */
    @ParameterizedTest
    @EnumSource(names = {"EULER", "RUNGE_KUTTA", "IMPLICIT_EULER"})
    void harmonicOscillatorsSpiralAsTheyMust(StandardCell method) {
        double s = 0.1;
        double real = method == StandardCell.RUNGE_KUTTA ? 1 - s * s / 2 + s * s * s * s / 24 : 1;
        double imaginary = method == StandardCell.RUNGE_KUTTA ? s - s * s * s / 6 : s;
        double modulus = method == StandardCell.IMPLICIT_EULER ? 1 / Math.hypot(real, imaginary) : Math.hypot(real, imaginary);
        double[] states = Trials.run(Trials.cell(method, oscillator(s)), 200, new double[0], 1, 0);
        double angle = Math.atan2(imaginary, real);
        for (int t = 1; t <= 200; t++) {
            assertEquals(Math.pow(modulus, t) * Math.cos(t * angle), states[2 * t - 2], 1e-12);
            assertEquals(-Math.pow(modulus, t) * Math.sin(t * angle), states[2 * t - 1], 1e-12);
        }
    }

    /** While x creeps from 2 to 1, log x - x^2 / 2 grows by t / mu, up to terms of the order of 1 / mu^2. */
    @Test
    void implicitEulerFollowsTheSlowManifoldOfAStiffOscillator() {
        double mu = 1000;
        double[] errors = new double[2];
        for (int refinement = 0; refinement < 2; refinement++) {
            double step = refinement == 0 ? 1 : 0.5;
            int steps = (int) (400 / step);
            DataRecord.Builder parameters = field("van-der-pol", step)
                    .record("fieldParameters", Trials.parameters().number("mu", mu).build());
            double[] states = Trials.run(Trials.cell(StandardCell.IMPLICIT_EULER, parameters), steps, new double[0], 2, 0);
            double x = states[2 * steps - 2];
            double time = mu * (Math.log(x) - x * x / 2 - Math.log(2) + 2);
            errors[refinement] = time - 400;
            assertTrue(x > 1 && x < 2);
        }
        assertEquals(2, errors[0] / errors[1], 0.2);
        assertTrue(Math.abs(errors[1]) < 1);
        double[] explicit = Trials.run(Trials.cell(StandardCell.EULER, field("van-der-pol", 1)
                .record("fieldParameters", Trials.parameters().number("mu", mu).build())), 10, new double[0], 2, 0);
        assertFalse(Math.abs(explicit[18]) < 1e6);
    }

    @Test
    void implicitEulerThroughTheJumpsOfAStiffOscillatorSolvesItsEquations() {
        double mu = 100;
        double step = 0.05;
        double[] states = Trials.run(Trials.cell(StandardCell.IMPLICIT_EULER, field("van-der-pol", step)
                .record("fieldParameters", Trials.parameters().number("mu", mu).build())), 5000, new double[0], 2, 0);
        double x = 2;
        double y = 0;
        boolean left = false;
        for (int t = 0; t < 5000; t++) {
            double nextX = states[2 * t];
            double nextY = states[2 * t + 1];
            assertEquals(x + step * nextY, nextX, 1e-13 * Math.max(1, Math.abs(step * nextY)));
            double stiff = step * mu * (1 - nextX * nextX);
            double size = Math.abs(nextY) * (1 + step * mu * (1 + 3 * nextX * nextX)) + Math.abs(y) + Math.abs(nextX);
            assertEquals(0, nextY * (1 - stiff) - y + step * nextX, 2e-15 * size);
            left |= nextX < -1.2;
            assertTrue(Math.abs(nextX) < 2.2);
            x = nextX;
            y = nextY;
        }
        assertTrue(left);
    }

    @Test
    void observersOfLorenzFollowTheMeasuredTrajectory() {
        double step = 0.01;
        int steps = 1000;
        double[] truth = Trials.run(Trials.cell(StandardCell.EULER, field("lorenz", step)), steps, new double[0], ON_THE_ATTRACTOR);
        double[] measured = new double[steps];
        for (int t = 0; t < steps; t++) {
            measured[t] = t == 0 ? ON_THE_ATTRACTOR[1] : truth[3 * t - 2];
        }
        Cell observer = Trials.cell(StandardCell.EULER, field("lorenz", step)
                .record("fieldParameters", Trials.parameters().truth("observed", true).build()));
        double[] same = Trials.run(observer, steps, measured, ON_THE_ATTRACTOR);
        double[] other = Trials.run(observer, steps, measured, 5, -5, 40);
        for (int t = 0; t < steps; t++) {
            assertEquals(truth[3 * t], same[3 * t]);
            assertEquals(truth[3 * t + 2], same[3 * t + 2]);
        }
        // x forgets by 1 - 10 * 0.01 a step, z by 1 - 8 / 3 * 0.01.
        assertEquals(truth[3 * steps - 3], other[3 * steps - 3], 1e-12);
        assertEquals(truth[3 * steps - 1], other[3 * steps - 1], 40 * Math.pow(1 - 0.08 / 3, steps) * 100);
    }

    @Test
    void lorenzStaysOnItsAttractorAndGrowsApartThere() {
        Cell cell = Trials.cell(StandardCell.RUNGE_KUTTA, field("lorenz", 0.01));
        double[] first = Trials.run(cell, 4000, new double[0], ON_THE_ATTRACTOR);
        double[] second = Trials.run(cell, 4000, new double[0], ON_THE_ATTRACTOR[0] + 1e-9, ON_THE_ATTRACTOR[1], ON_THE_ATTRACTOR[2]);
        double largest = 0;
        for (int t = 0; t < 4000; t++) {
            assertTrue(Math.abs(first[3 * t]) < 25 && first[3 * t + 2] > 0 && first[3 * t + 2] < 55);
            largest = Math.max(largest, Math.abs(first[3 * t] - second[3 * t]));
        }
        assertTrue(largest > 1);
        assertEquals(first[3], second[3], 2e-9);
    }

    @ParameterizedTest
    @EnumSource(names = {"EULER", "RUNGE_KUTTA", "IMPLICIT_EULER"})
    void usersFieldsEqualStandardOnes(StandardCell method) {
        double[] standard = Trials.run(Trials.cell(method, field("van-der-pol", 0.05)), 300, new double[0], 1, 0.5);
        for (VectorField field : new VectorField[] {new Oscillator(), new DifferentiableOscillator()}) {
            TestContext context = new TestContext().function("mine", field);
            Cell cell = Trials.cell(method, field("mine", 0.05).integer("size", 2), context);
            assertEquals(field instanceof DifferentiableVectorField, cell.exactJacobian());
            double[] states = Trials.run(cell, 300, new double[0], 1, 0.5);
            assertArrayEquals(standard, states, 1e-11);
            CellKernel kernel = cell.kernel(1);
            double[] jacobian = new double[4];
            kernel.linearise(states, 0, new double[0], 0, 1, new double[2], 0, jacobian, 0);
            double[] exact = new double[4];
            Trials.cell(method, field("van-der-pol", 0.05)).kernel(1).linearise(states, 0, new double[0], 0, 1, new double[2], 0, exact, 0);
            assertArrayEquals(exact, jacobian, cell.exactJacobian() ? 1e-14 : 1e-8);
        }
    }

    @Test
    void fieldsOfFactoriesTakeTheirParametersAndInputs() throws SolverException {
        FunctionFactory factory = parameters -> new VectorField() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public int inputSize() {
                return 1;
            }

            @Override
            public void derivative(double[] y, double[] input, double[] derivative) {
                derivative[0] = parameters.number("rate") * y[0] + input[0];
            }
        };
        TestContext context = new TestContext().function("growth", factory);
        DataRecord.Builder parameters = field("growth", 0.5).integer("size", 1).integer("inputs", 1)
                .record("fieldParameters", Trials.parameters().number("rate", 2).build());
        double[] states = Trials.run(Trials.cell(StandardCell.EULER, parameters, context), 2, new double[] {2, 3}, 1.5);
        assertArrayEquals(new double[] {4, 9.5}, states);
    }

    @Test
    void wrongSizesAreNamed() {
        TestContext context = new TestContext().function("mine", new Oscillator());
        SolverException refusal = assertThrows(SolverException.class, () -> cell(field("mine", 0.05).integer("size", 3), context));
        assertTrue(refusal.getMessage().contains("dimension 2") && refusal.getMessage().contains("3"), refusal.getMessage());
        assertThrows(SolverException.class, () -> cell(field("mine", 0.05).integer("size", 2).integer("inputs", 1), context));
        assertThrows(DataException.class, () -> cell(field("mine", 0.05), context));
        assertThrows(DataException.class, () -> cell(field("lorenz", -1), context));
        assertThrows(DataException.class, () -> cell(field("lorenz", 0.1)
                .record("fieldParameters", Trials.parameters().number("gamma", 1).build()), context));
        assertThrows(SolverException.class, () -> cell(field("nobody's", 0.1).integer("size", 2), context));
    }

    /** y' = 1 + y^2 has no implicit step of length 1 from 1: the equation y' = 2 + y'^2 has no real solution. */
    @Test
    void equationsWithoutSolutionGiveNotANumber() {
        VectorField tangent = new VectorField() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public void derivative(double[] y, double[] input, double[] derivative) {
                derivative[0] = 1 + y[0] * y[0];
            }
        };
        TestContext context = new TestContext().function("tangent", tangent);
        Cell cell = Trials.cell(StandardCell.IMPLICIT_EULER, field("tangent", 1).integer("size", 1), context);
        double[] next = new double[2];
        double[] jacobian = new double[2];
        cell.kernel(2).linearise(new double[] {1, -3}, 0, new double[0], 0, 2, next, 0, jacobian, 0);
        assertTrue(Double.isNaN(next[0]) && Double.isNaN(jacobian[0]));
        // From -3 there is one: y = -2 + y^2 at -1, or 2.
        assertEquals(0, next[1] * next[1] - next[1] - 2, 1e-13);
        assertEquals(1 / (1 - 2 * next[1]), jacobian[1], 1e-9);
        double[] undefined = new double[1];
        cell.kernel(1).step(new double[] {Double.NaN}, 0, new double[0], 0, 1, undefined, 0);
        assertTrue(Double.isNaN(undefined[0]));
    }

    private static Cell cell(DataRecord.Builder parameters, TestContext context) throws SolverException {
        return Cells.of(new RecurrentLayer("euler", parameters.build()), 0, context);
    }

    private static DataRecord.Builder field(String name, double step) {
        return Trials.parameters().text("field", name).number("step", step);
    }

    private static DataRecord.Builder oscillator(double step) {
        return field("linear", step).record("fieldParameters",
                Trials.parameters().array("matrix", new NamedArray(new double[] {0, 1, -1, 0}, 2, 2)).build());
    }

    private static class Oscillator implements VectorField {

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public void derivative(double[] y, double[] input, double[] derivative) {
            derivative[0] = y[1];
            derivative[1] = (1 - y[0] * y[0]) * y[1] - y[0];
        }
    }

    private static final class DifferentiableOscillator extends Oscillator implements DifferentiableVectorField {

        @Override
        public void jacobian(double[] y, double[] input, double[] jacobian) {
            jacobian[0] = 0;
            jacobian[1] = 1;
            jacobian[2] = -2 * y[0] * y[1] - 1;
            jacobian[3] = 1 - y[0] * y[0];
        }
    }
}
