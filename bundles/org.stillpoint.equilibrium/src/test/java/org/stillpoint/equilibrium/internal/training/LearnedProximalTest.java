package org.stillpoint.equilibrium.internal.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumModel;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingPlan;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem.Loss;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.api.problem.equilibrium.TrainedEquilibrium;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.equilibrium.EquilibriumTrainingVerifier;

/**
 * A proximal operator learned from samples alone: x with the density exp(-|x|) / 2, seen as y = x + noise of variance 1. The most likely
 * x for y is that of the proximal operator of |.|, which cuts 1 off; the most likely one within the width w of proximal matching is
 * computed here by quadrature. The operator of the layer is the identity and its step 1, so that its fixed point for y is D(y).
 */
class LearnedProximalTest {

    private static final double WIDTH = .2;
    private static final int UNITS = 60;
    private static final int SHARPNESS = 6;
    private static final int SAMPLES = 10_000;

    private static EquilibriumTrainingProblem problem;
    private static Solution<TrainedEquilibrium> solution;

    @BeforeAll
    static void train() throws SolverException {
        double[] clean = new double[SAMPLES];
        double[] noisy = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            // Points of a lattice, so that their means are nearer to those of the densities than those of random points.
            double first = (i + .5) / SAMPLES;
            double second = (.5 + i * .7548776662466927) % 1;
            double third = (.5 + i * .5698402909980532) % 1;
            clean[i] = first < .5 ? Math.log(2 * first) : -Math.log(2 - 2 * first);
            noisy[i] = clean[i] + Math.sqrt(-2 * Math.log(1 - second)) * Math.cos(2 * Math.PI * third);
        }
        double[] hidden = new double[UNITS];
        double[] bias = new double[UNITS];
        double[] output = new double[UNITS];
        for (int k = 0; k < UNITS; k++) {
            hidden[k] = k % 2 == 0 ? 1 : -1;
            bias[k] = -6 * (k / 2 + .5) / (UNITS / 2);
            output[k] = .14;
        }
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("operator", new NamedArray(new double[] {1}, 1, 1))
                .number("step", 1).array("hidden_weight", new NamedArray(hidden, UNITS, 1)).doubles("hidden_bias", bias)
                .doubles("output_weight", output).number("quadratic", 0).number("sharpness", SHARPNESS).build();
        EquilibriumTrainingPlan plan = EquilibriumTrainingPlan.of(.01, 24).withBatch(500)
                .withFixed("operator", "hidden_weight", "readout_weight", "readout_bias");
        problem = new EquilibriumTrainingProblem(StandardLayer.PROXIMAL, new EquilibriumModel(parameters, new double[] {1}, new double[1]),
                new Samples(noisy, SAMPLES, 1), Loss.MATCHING, WIDTH, clean, new int[0], plan, .85);
        solution = new EquilibriumTrainingSolver().solve(problem, new TestContext().seed(1));
    }

    private static double learned(double v) {
        EquilibriumModel model = solution.value().models().get(0);
        double[] hidden = model.parameters().numbers("hidden_weight");
        double[] bias = model.parameters().numbers("hidden_bias");
        double[] output = model.parameters().numbers("output_weight");
        double sum = 0;
        for (int k = 0; k < UNITS; k++) {
            sum += hidden[k] * output[k] / (1 + Math.exp(-SHARPNESS * (hidden[k] * v + bias[k])));
        }
        return sum;
    }

    /** The maximum over t of the integral of exp(-|x| - (v - x)^2 / 2 - (x - t)^2 / w^2). */
    private static double mostLikely(double v) {
        double best = 0;
        double most = 0;
        for (double t = -4; t <= 4; t += .005) {
            double sum = 0;
            for (double x = t - 5 * WIDTH; x <= t + 5 * WIDTH; x += .02) {
                sum += Math.exp(-Math.abs(x) - (v - x) * (v - x) / 2 - (x - t) * (x - t) / (WIDTH * WIDTH));
            }
            if (sum > most) {
                most = sum;
                best = t;
            }
        }
        return best;
    }

    @Test
    void isCertified() throws SolverException {
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        assertTrue(Verification.of(new EquilibriumTrainingVerifier(), problem, solution, 1).holds());
    }

    @Test
    void cutsOffOne() {
        double squares = 0;
        int count = 0;
        for (double v = -2.5; v <= 2.5; v += .25, count++) {
            double exact = Math.signum(v) * Math.max(0, Math.abs(v) - 1);
            // Of 10,000 samples some 100 are within the width of v and of the answer, which leaves about .2 / 10 times 3.
            assertEquals(mostLikely(v), learned(v), .08, "at " + v);
            // The width rounds the corners at -1 and 1 off; away from them the operator is that of |.|.
            assertEquals(exact, learned(v), Math.abs(Math.abs(v) - 1) < .6 ? 1.3 * WIDTH : .1, "at " + v);
            squares += (exact - learned(v)) * (exact - learned(v));
        }
        assertTrue(Math.sqrt(squares / count) < .11, () -> "root of the mean square");
    }

    /** A proximal operator of some function is nondecreasing; that of a network with weights from 0 on is whatever the data are. */
    @Test
    void isMonotone() {
        for (double v = -5; v < 5; v += .01) {
            assertTrue(learned(v + .01) >= learned(v));
        }
        for (double weight : solution.value().models().get(0).parameters().numbers("output_weight")) {
            assertTrue(weight >= 0);
        }
    }
}
