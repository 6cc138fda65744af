package org.stillpoint.verify.internal.recurrence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.DifferentiableVectorField;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.problem.recurrence.VectorField;
import org.stillpoint.api.verify.Certificate;

class StepMapsTest {

    private static double[] values(RecurrenceProblem problem) throws SolverException {
        Trajectory trajectory = Runs.sequential(problem, Runs.context(0));
        assertTrue(Runs.verify(problem, trajectory).holds());
        return trajectory.path().states().values();
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double[] one(String cell, DataRecord parameters, double[] input, double... state) throws SolverException {
        StepMap map = StepMaps.of(new RecurrentLayer(cell, parameters), 0, Runs.context(0));
        double[] next = new double[map.shape().state()];
        map.step(state, 0, input, 0, input.length, 1, next, 0);
        return next;
    }

    @Test
    void runsAnAutoregression() throws SolverException {
        double[] values = values(RecurrenceProblem.autonomous("diagonal",
                Runs.parameters().doubles("transition", new double[] {.9}).doubles("bias_ih", new double[] {1}).build(), 1000, 0));
        for (int t = 1; t <= 1000; t++) {
            assertEquals((1 - Math.pow(.9, t)) / .1, values[t - 1], 1e-13);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.3, 0.4, -0.517648557947210, -7.923871529811", "1.0, -0.8, 0.9, -0.536068439872986, -26.670326163064",
        "-1.2, 1.0, 1.5, -0.245234268258570, 48.056416033448"})
    void runsParaGru(double z, double r, double m, double last, double sum) throws SolverException {
        double[] input = new double[256 * 3];
        for (int t = 1; t <= 256; t++) {
            input[3 * t - 3] = Math.sin(.7 * t);
            input[3 * t - 2] = Math.cos(.3 * t + 1);
            input[3 * t - 1] = Math.sin(1.1 * t + .5);
        }
        double[] values = values(RecurrenceProblem.of("para-gru", Runs.parameters()
                .array("weight_ih", Runs.matrix(3, 3, 1, 0, 0, 0, 1, 0, 0, 0, 1)).array("recurrent", Runs.matrix(3, 1, z, r, m))
                .build(), Sequences.of(input, 3)));
        assertEquals(last, values[255], 1e-13);
        assertEquals(sum, sum(values), 1e-11);
    }

    @ParameterizedTest
    @CsvSource({"0.5, -0.708531980305195, 2.412860496237", "0.9, -0.862713230839722, 5.126731147453",
        "1.5, -0.960882743949145, 12.540163619991"})
    void runsElman(double a, double last, double sum) throws SolverException {
        double[] input = new double[1000];
        for (int t = 1; t <= 1000; t++) {
            input[t - 1] = Math.sin(.1 * t);
        }
        double[] values = values(RecurrenceProblem.of("elman", Runs.parameters().array("weight_ih", Runs.matrix(1, 1, 1))
                .array("weight_hh", Runs.matrix(1, 1, a)).build(), Sequences.of(input, 1)));
        assertEquals(last, values[999], 1e-12);
        assertEquals(sum, sum(values), 1e-11);
    }

    @Test
    void takesStepsOfGatedCellsAsDefined() throws SolverException {
        DataRecord parameters = Runs.parameters().array("weight_ih", Runs.matrix(4, 1, .1, .2, .3, .4))
                .array("weight_hh", Runs.matrix(4, 1, .5, .6, .7, .8)).doubles("bias_ih", new double[] {.01, .02, .03, .04})
                .doubles("bias_hh", new double[] {.05, .06, .07, .08}).build();
        double[] lstm = one("lstm", parameters, new double[] {2}, .3, -.4);
        double i = 1 / (1 + Math.exp(-(.2 + .01 + .15 + .05)));
        double f = 1 / (1 + Math.exp(-(.4 + .02 + .18 + .06)));
        double g = Math.tanh(.6 + .03 + .21 + .07);
        double o = 1 / (1 + Math.exp(-(.8 + .04 + .24 + .08)));
        assertArrayEquals(new double[] {o * Math.tanh(f * -.4 + i * g), f * -.4 + i * g}, lstm, 1e-15);
        DataRecord ofGru = Runs.parameters().array("weight_ih", Runs.matrix(3, 1, .1, .2, .3))
                .array("weight_hh", Runs.matrix(3, 1, .5, .6, .7)).doubles("bias_hh", new double[] {.05, .06, .07}).build();
        double r = 1 / (1 + Math.exp(-(.2 + .15 + .05)));
        double z = 1 / (1 + Math.exp(-(.4 + .18 + .06)));
        double m = Math.tanh(.6 + r * (.21 + .07));
        assertArrayEquals(new double[] {(1 - z) * m + z * .3}, one("gru", ofGru, new double[] {2}, .3), 1e-15);
        DataRecord relu = Runs.parameters().array("weight_ih", Runs.matrix(2, 1, 1, -1))
                .array("weight_hh", Runs.matrix(2, 2, 0, 1, 1, 0)).build();
        assertArrayEquals(new double[] {5, 0}, one("elman-relu", relu, new double[] {2}, 1, 3));
    }

    @Test
    void takesStepsOfElementwiseCellsAsDefined() throws SolverException {
        DataRecord weights = Runs.parameters().array("weight_ih", Runs.matrix(3, 1, .5, -.25, 1))
                .array("recurrent", Runs.matrix(3, 1, .4, .5, .6)).array("peephole", Runs.matrix(2, 1, .7, .8)).build();
        double f = 1 / (1 + Math.exp(-(.4 * .3 + 1 + .7 * -.2)));
        double g = Math.tanh(.5 * .3 - .5);
        double c = f * -.2 + (1 - f) * g;
        double o = 1 / (1 + Math.exp(-(.6 * .3 + 2 + .8 * c)));
        assertArrayEquals(new double[] {o * Math.tanh(c), c}, one("para-lstm", weights, new double[] {2}, .3, -.2), 1e-15);
        DataRecord minimal = Runs.parameters().array("weight_ih", Runs.matrix(2, 1, .5, -.25)).build();
        double z = 1 / (1 + Math.exp(-1.));
        assertArrayEquals(new double[] {(1 - z) * .3 - z * .5}, one("min-gru", minimal, new double[] {2}, .3), 1e-15);
        DataRecord minimalLstm = Runs.parameters().array("weight_ih", Runs.matrix(3, 1, .5, -.25, 1)).build();
        double i = 1 / (1 + Math.exp(.5));
        assertArrayEquals(new double[] {(z * .3 + i * 2) / (z + i)}, one("min-lstm", minimalLstm, new double[] {2}, .3), 1e-15);
    }

    @Test
    void takesLinearStepsAsDefined() throws SolverException {
        DataRecord linear = Runs.parameters().array("transition", Runs.matrix(2, 2, 0, -1, 1, 0))
                .array("weight_ih", Runs.matrix(2, 1, 1, 2)).doubles("bias_ih", new double[] {.5, 0}).build();
        assertArrayEquals(new double[] {-4 + 3 + .5, 2 + 6}, one("linear", linear, new double[] {3}, 2, 4));
        DataRecord rotation = Runs.parameters().array("transition", Runs.matrix(2, 2, .6, 0, .8, 1)).build();
        assertArrayEquals(new double[] {.6 * 1 - .8 * 3, -4, .6 * 3 + .8 * 1, 2},
                one("complex-diagonal", rotation, new double[0], 1, 2, 3, 4), 1e-15);
        DataRecord reflections = Runs.parameters().integer("size", 2).integer("reflections", 2).build();
        // The reflection at the first axis, half of one at the diagonal, then a shift.
        assertArrayEquals(new double[] {-.5 * (-3 + 5) - 3 + 10, -.5 * (-3 + 5) + 5 + 20},
                one("householder", reflections, new double[] {2, 1, 0, .5, 1, 1, 10, 20}, 3, 5));
    }

    private static DataRecord along(String field, double step, DataRecord fieldParameters) {
        return Runs.parameters().text("field", field).number("step", step).record("fieldParameters", fieldParameters).build();
    }

    @Test
    void stepsAlongFields() throws SolverException {
        double[] euler = values(RecurrenceProblem.autonomous("euler", along("logistic", .01, Runs.parameters().build()), 1000, .1));
        assertEquals(.999602503990310, euler[999], 1e-14);
        double[] fourth = values(RecurrenceProblem.autonomous("runge-kutta", along("logistic", .01, Runs.parameters().build()), 1000, .1));
        assertEquals(1 / (1 + 9 * Math.exp(-10)), fourth[999], 1e-11);
        DataRecord oscillator = Runs.parameters().array("matrix", Runs.matrix(2, 2, 0, 1, -1, 0)).build();
        double[] implicit = values(RecurrenceProblem.autonomous("implicit-euler", along("linear", .1, oscillator), 100, 1, 0));
        assertEquals(Math.pow(1.01, -50), Math.hypot(implicit[198], implicit[199]), 1e-14);
        double[] stiff = values(RecurrenceProblem.autonomous("implicit-euler",
                along("van-der-pol", .1, Runs.parameters().number("mu", 100).build()), 400, 2, 0));
        for (int t = 1; t < 400; t++) {
            double x = stiff[2 * t];
            double y = stiff[2 * t + 1];
            assertEquals(stiff[2 * t - 2] + .1 * y, x, 1e-12);
            assertEquals(stiff[2 * t - 1] + .1 * (100 * (1 - x * x) * y - x), y, 1e-9);
        }
        DataRecord observer = Runs.parameters().truth("observed", true).build();
        assertArrayEquals(new double[] {1 + .1 * 10 * (5 - 1), 2 + .1 * (1 * (28 - 3) - 5), 3 + .1 * (5 - 8)},
                one("euler", along("lorenz", .1, observer), new double[] {5}, 1, 2, 3), 1e-15);
    }

    @Test
    void exponentialStepsAlongLinearFieldsAreExact() throws SolverException {
        DataRecord oscillator = Runs.parameters().array("matrix", Runs.matrix(2, 2, 0, 1, -1, 0)).build();
        for (int steps : new int[] {1, 3, 1000}) {
            double[] states = values(RecurrenceProblem.autonomous("midpoint-exponential", along("linear", 10.0 / steps, oscillator), steps,
                    1, 0));
            assertEquals(Math.cos(10), states[2 * steps - 2], 1e-13);
            assertEquals(-Math.sin(10), states[2 * steps - 1], 1e-13);
        }
        DataRecord forced = Runs.parameters().array("matrix", Runs.matrix(2, 2, -1000, 0, 0, 0))
                .array("inputMatrix", Runs.matrix(2, 1, 500, 3)).build();
        assertArrayEquals(new double[] {1, 11}, one("midpoint-exponential", along("linear", 1, forced), new double[] {2}, 7, 5), 1e-14);
    }

    /** u' = u (1 - u) at both ends of a step: with g = (J + J') / 2 and z = (u^2 + v^2) / 2 the step is e^(s g) u + (e^(s g) - 1) / g z. */
    @Test
    void exponentialStepsSolveTheirEquations() throws SolverException {
        double[] states = values(RecurrenceProblem.autonomous("midpoint-exponential",
                along("logistic", .5, Runs.parameters().build()), 40, .1));
        double u = .1;
        for (double v : states) {
            double g = 1 - u - v;
            double z = (u * u + v * v) / 2;
            assertEquals(Math.exp(.5 * g) * u + Math.expm1(.5 * g) / g * z, v, 1e-14);
            u = v;
        }
    }

    @Test
    void exponentialStepsTakeTheMatricesThatFieldsDeclare() throws SolverException {
        DataRecord parameters = Runs.parameters().text("field", "mine").number("step", .2).integer("size", 2).build();
        Runs.Context context = new Runs.Context(1e-10, Map.of("mine", new DifferentiableVectorField() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public void derivative(double[] y, double[] input, double[] derivative) {
                derivative[0] = y[1];
                derivative[1] = (1 - y[0] * y[0]) * y[1] - y[0];
            }

            @Override
            public void jacobian(double[] y, double[] input, double[] jacobian) {
                jacobian[0] = 0;
                jacobian[1] = 1;
                jacobian[2] = -2 * y[0] * y[1] - 1;
                jacobian[3] = 1 - y[0] * y[0];
            }
        }));
        RecurrenceProblem problem = RecurrenceProblem.autonomous("midpoint-exponential", parameters, 100, 2, 0);
        double[] users = Runs.sequential(problem, context).path().states().values();
        assertArrayEquals(values(RecurrenceProblem.autonomous("midpoint-exponential",
                along("van-der-pol", .2, Runs.parameters().build()), 100, 2, 0)), users, 1e-12);
        VectorField plain = new VectorField() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public void derivative(double[] y, double[] input, double[] derivative) {
                derivative[0] = y[1];
            }
        };
        Runs.Context without = new Runs.Context(1e-10, Map.of("mine", plain));
        assertTrue(assertThrows(SolverException.class, () -> Runs.sequential(problem, without)).getMessage().contains("Jacobian"));
    }

    @Test
    void stepsAlongAUsersField() throws SolverException {
        VectorField cubic = new VectorField() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public void derivative(double[] y, double[] input, double[] derivative) {
                derivative[0] = -1000 * y[0] * y[0] * y[0];
            }
        };
        Runs.Context context = new Runs.Context(1e-10, Map.of("cubic", cubic));
        RecurrenceProblem problem = RecurrenceProblem.autonomous("implicit-euler",
                Runs.parameters().text("field", "cubic").number("step", .1).integer("size", 1).build(), 50, 1);
        Trajectory trajectory = Runs.sequential(problem, context);
        Certificate certificate = Runs.verify(problem, trajectory, context);
        assertTrue(certificate.holds(), certificate.checks().toString());
        double[] values = trajectory.path().states().values();
        for (int t = 1; t < 50; t++) {
            assertEquals(values[t - 1], values[t] + 100 * Math.pow(values[t], 3), 1e-14);
        }
    }
}
