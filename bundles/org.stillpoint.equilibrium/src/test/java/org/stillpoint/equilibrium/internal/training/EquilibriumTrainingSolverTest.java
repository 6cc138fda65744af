package org.stillpoint.equilibrium.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.Optimiser;
import org.stillpoint.api.problem.equilibrium.EquilibriumModel;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingPlan;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.api.problem.equilibrium.TrainedEquilibrium;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.equilibrium.internal.layer.Layers;
import org.stillpoint.equilibrium.internal.run.Session;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.document.ProblemDocumentReader;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.equilibrium.EquilibriumTrainingVerifier;

class EquilibriumTrainingSolverTest {

    private static final EquilibriumTrainingProblem SMALL = new EquilibriumTrainingSolver().selfCheck();

    private static Solution<TrainedEquilibrium> solve(EquilibriumTrainingProblem problem, TestContext context) throws SolverException {
        return new EquilibriumTrainingSolver().solve(problem, context);
    }

    private static Certificate certificate(EquilibriumTrainingProblem problem, Solution<TrainedEquilibrium> solution)
            throws SolverException {
        return Verification.of(new EquilibriumTrainingVerifier(), problem, solution, 1);
    }

    /** Fisher's irises: at least 96% of the flowers are told apart while they are held out. */
    @Test
    void tellsIrisesApart() throws SolverException, IOException {
        EquilibriumTrainingProblem iris = (EquilibriumTrainingProblem) new ProblemDocumentReader()
                .read(new PathSource(Path.of("src/main/resources/tour/iris.problem.json"))).problem();
        assertEquals(5, iris.models());
        assertEquals(20, iris.start().width());
        Solution<TrainedEquilibrium> solution = solve(iris, new TestContext().seed(1));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        assertTrue(solution.value().criterion() <= .04, solution::toString);
        Certificate certificate = certificate(iris, solution);
        assertTrue(certificate.holds(), certificate::toString);
        assertEquals(5, certificate.notes().stream().filter(note -> note.contains("Exactly one fixed point")).count());
    }

    @Test
    void whatIsNotTrueIsNotCertified() throws SolverException {
        Solution<TrainedEquilibrium> solution = solve(SMALL, new TestContext());
        TrainedEquilibrium value = solution.value();
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        assertTrue(certificate(SMALL, solution).holds());
        double[] moved = value.states().values().clone();
        moved[3] += 1e-6;
        EquilibriumModel turned = new EquilibriumModel(value.models().get(0).parameters(),
                value.models().get(0).readoutWeight().clone(), new double[] {0, 10});
        for (TrainedEquilibrium other : List.of(
                new TrainedEquilibrium(value.models(), value.losses(), value.states(), value.criterion() / 2 + 1e-6),
                new TrainedEquilibrium(value.models(), value.losses(), new Samples(moved, value.states().count(), 2), value.criterion()),
                new TrainedEquilibrium(List.of(turned), value.losses(), value.states(), value.criterion()))) {
            assertFalse(certificate(SMALL, Solution.of(Status.CONVERGED, other).residual(.5, 1).build()).holds());
        }
    }

    /** The loss of a step with its penalty against central differences in every weight. */
    @ParameterizedTest
    @EnumSource(EquilibriumTrainingProblem.Loss.class)
    void gradientsAreThoseOfTheLoss(EquilibriumTrainingProblem.Loss loss) throws SolverException {
        boolean classes = loss == EquilibriumTrainingProblem.Loss.CROSS_ENTROPY;
        double[] targets = new double[classes ? 60 : 120];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = classes ? i % 2 : Math.sin(i);
        }
        EquilibriumTrainingProblem problem = new EquilibriumTrainingProblem(SMALL.layer(), SMALL.start(), SMALL.inputs(), loss,
                loss == EquilibriumTrainingProblem.Loss.MATCHING ? .7 : 0, targets, SMALL.folds(),
                EquilibriumTrainingPlan.of(.1, 1).withJacobianPenalty(.3).withAsymmetryPenalty(.2), 0);
        double[] at = weights(problem).start();
        double[] gradient = new double[at.length];
        differentiate(problem, at, gradient);
        for (int i = 0; i < at.length; i++) {
            double step = 1e-5;
            double[] moved = at.clone();
            moved[i] = at[i] + step;
            double above = differentiate(problem, moved, new double[at.length]);
            moved[i] = at[i] - step;
            double below = differentiate(problem, moved, new double[at.length]);
            assertEquals((above - below) / (2 * step), gradient[i], 1e-8, "weight " + i);
        }
    }

    private static TrainedWeights weights(EquilibriumTrainingProblem problem) throws SolverException {
        return new TrainedWeights(problem.start(),
                Layers.of(problem.equilibrium(problem.start()), new TestContext(), false).parameters(), List.of());
    }

    private static double differentiate(EquilibriumTrainingProblem problem, double[] at, double[] gradient) throws SolverException {
        TrainingContext context = new TrainingContext(new TestContext());
        try (Session session = new Session(context, 1e-13, 1000)) {
            return new ModelTraining(problem, 0, 5, 1, new LayerMethods(), context, session).differentiate(at, 0, 40, gradient);
        }
    }

    @Test
    void neitherThreadsNorTimeChangeTheBits() throws SolverException {
        EquilibriumTrainingProblem problem = SMALL.withPlan(EquilibriumTrainingPlan.of(.1, 20).withBatch(7).withJacobianPenalty(.01)
                .withOptimiser(Optimiser.SCHEDULE_FREE, false));
        TrainedEquilibrium one = solve(problem, new TestContext().seed(2)).value();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            assertEquals(one, solve(problem, new TestContext().seed(2).threads(3, threads)).value());
        } finally {
            threads.shutdown();
        }
        assertFalse(one.equals(solve(problem, new TestContext().seed(3)).value()));
    }

    @Test
    void arraysStayFixed() throws SolverException {
        EquilibriumTrainingProblem problem = SMALL.withPlan(EquilibriumTrainingPlan.of(.1, 5).withFixed("factor", "readout_bias"));
        EquilibriumModel model = solve(problem, new TestContext()).value().models().get(0);
        assertEquals(SMALL.start().parameters().array("factor"), model.parameters().array("factor"));
        assertFalse(SMALL.start().parameters().array("skew").equals(model.parameters().array("skew")));
        assertArrayEquals(SMALL.start().readoutBias(), model.readoutBias());
        SolverException refusal = assertThrows(SolverException.class,
                () -> solve(SMALL.withPlan(EquilibriumTrainingPlan.of(.1, 5).withFixed("wieght")), new TestContext()));
        assertTrue(refusal.getMessage().contains("no array wieght") && refusal.getMessage().contains("skew"), refusal.getMessage());
    }

    /** The fixed points of a layer with rotating interactions can only be met by such ones, unless asymmetry costs something. */
    @Test
    void asymmetryIsPenalised() throws SolverException {
        EquilibriumTrainingPlan plan = EquilibriumTrainingPlan.of(.02, 100).withFixed("readout_weight", "readout_bias");
        assertEquals(.8, asymmetry(rotating(plan)), .02);
        assertTrue(asymmetry(rotating(plan.withAsymmetryPenalty(10))) < .02);
    }

    private static EquilibriumTrainingProblem rotating(EquilibriumTrainingPlan plan) {
        double[] inputs = new Random(1).doubles(80, -1, 1).toArray();
        double[] targets = new double[80];
        for (int k = 0; k < 200; k++) {
            for (int i = 0; i < 80; i += 2) {
                double first = targets[i];
                double second = targets[i + 1];
                targets[i] = Math.tanh(.3 * first - .4 * second + inputs[i]);
                targets[i + 1] = Math.tanh(.4 * first + .3 * second + inputs[i + 1]);
            }
        }
        DataRecord parameters = DataRecord.of("parameters", 1).array("weight", new NamedArray(new double[] {.1, 0, 0, .1}, 2, 2))
                .text("activation", "tanh").build();
        return new EquilibriumTrainingProblem(StandardLayer.DENSE,
                new EquilibriumModel(parameters, new double[] {1, 0, 0, 1}, new double[2]), new Samples(inputs, 40, 2),
                EquilibriumTrainingProblem.Loss.SQUARES, 0, targets, new int[0], plan, 0);
    }

    /** The difference of the two interactions. */
    private static double asymmetry(EquilibriumTrainingProblem problem) throws SolverException {
        double[] weight = solve(problem, new TestContext()).value().models().get(0).parameters().numbers("weight");
        return Math.abs(weight[1] - weight[2]);
    }

    @Test
    void saysHowTrainingEnded() throws SolverException {
        assertEquals(Status.ITERATION_LIMIT, solve(SMALL, new TestContext().with("maxIterations", 3L)).status());
        EquilibriumTrainingProblem none = new EquilibriumTrainingProblem(SMALL.layer(), SMALL.start(), SMALL.inputs(), SMALL.loss(), 0,
                SMALL.targets(), SMALL.folds(), SMALL.plan(), 0);
        assertEquals(Status.ITERATION_LIMIT, solve(none, new TestContext()).status());
        Solution<TrainedEquilibrium> cancelled = solve(SMALL, new TestContext().cancelAt(5));
        assertEquals(Status.CANCELLED, cancelled.status());
        Solution<TrainedEquilibrium> wild = solve(SMALL.withPlan(EquilibriumTrainingPlan.of(1e300, 50)), new TestContext());
        assertTrue(wild.status() == Status.NONFINITE || wild.status() == Status.STAGNATED, wild::toString);
    }
}
