package org.stillpoint.equilibrium.internal.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.EquilibriumModel;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingPlan;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem.Loss;
import org.stillpoint.api.problem.equilibrium.ResidualMeasure;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.api.problem.equilibrium.TrainedEquilibrium;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.Layers;
import org.stillpoint.equilibrium.internal.run.BatchSolve;
import org.stillpoint.equilibrium.internal.run.EquilibriumSolve;
import org.stillpoint.equilibrium.internal.run.Session;

/**
 * Trains a layer and a readout of its fixed points. A step finds the fixed points of some samples by Anderson's iteration, from those
 * found for them last, differentiates the mean loss of their rows through them by the adjoint equation (GMRES, also from the adjoints
 * found last), adds the penalty of the Jacobian matrices, and hands the gradient to Adam or schedule-free Adam. The same seed gives the
 * same bits, whatever the number of threads. Source: Bai, Kolter, Koltun 2019, Deep equilibrium models (arXiv:1909.01377).
 */
@Component(service = Solver.class)
@Designate(ocd = TrainingOptions.class)
@SolverInfo(id = "equilibrium.training", family = "equilibrium", problem = EquilibriumTrainingProblem.TYPE,
        title = "Training of equilibrium layers by implicit differentiation",
        paper = "Bai, Kolter, Koltun: Deep equilibrium models, 2019 (arXiv:1909.01377)")
public final class EquilibriumTrainingSolver implements Solver<EquilibriumTrainingProblem, TrainedEquilibrium> {

    /** How far below the tolerance of fixed points they are found in the end, so that the verifier finds them so too. */
    private static final double MARGIN = 0.5;

    @Override
    public Solution<TrainedEquilibrium> solve(EquilibriumTrainingProblem problem, SolveContext context) throws SolverException {
        return new Run(problem, context).solve();
    }

    /** One solve. */
    private static final class Run {

        private final EquilibriumTrainingProblem problem;
        private final TrainingOptions options;
        private final TrainingContext context;
        private final LayerMethods methods = new LayerMethods();
        private final List<EquilibriumModel> models = new ArrayList<>();
        private final double[] losses;
        private Status status = Status.CONVERGED;

        Run(EquilibriumTrainingProblem problem, SolveContext host) {
            this.problem = problem;
            context = new TrainingContext(host);
            options = context.options(TrainingOptions.class);
            losses = new double[problem.models() * problem.plan().epochs()];
            Arrays.fill(losses, Double.NaN);
        }

        Solution<TrainedEquilibrium> solve() throws SolverException {
            try (Session session = new Session(context, options.trainingTolerance(), options.maxEvaluations())) {
                int epochs = problem.plan().epochs();
                for (int fold = 0; fold < problem.models(); fold++) {
                    ModelTraining training = new ModelTraining(problem, fold, context.seed(), options.maxIterations(), methods, context,
                            session);
                    status = status == Status.CONVERGED ? training.run() : status;
                    models.add(training.model());
                    System.arraycopy(training.losses(), 0, losses, fold * epochs, epochs);
                }
                methods.warn(session);
                return solution(session);
            }
        }

        private Solution<TrainedEquilibrium> solution(Session session) throws SolverException {
            double[] states = new double[0];
            boolean found = true;
            try (Session last = new Session(context, MARGIN * EquilibriumTrainingProblem.STATE_TOLERANCE, options.maxEvaluations())) {
                for (int fold = 0; fold < models.size(); fold++) {
                    EquilibriumProblem equilibrium = problem.equilibrium(models.get(fold));
                    Layer layer = Layers.of(equilibrium, context, false);
                    int length = problem.inputs().count() * layer.shape().state();
                    states = fold == 0 ? new double[models.size() * length] : states;
                    EquilibriumStates solved = BatchSolve.solve(layer, problem.inputs(), new double[length], ResidualMeasure.ABSOLUTE,
                            methods.forward(), last);
                    found &= EquilibriumSolve.worst(solved.statuses()) == Status.CONVERGED;
                    if (!status.isInterruption()) {
                        EquilibriumSolve.warn(solved, "fixed points of model " + fold, session);
                    }
                    System.arraycopy(solved.states().values(), 0, states, fold * length, length);
                }
            }
            int size = states.length / (models.size() * problem.inputs().count());
            TrainedEquilibrium draft = new TrainedEquilibrium(models, losses,
                    new Samples(states, models.size() * problem.inputs().count(), size), Double.NaN);
            double criterion = found ? criterion(draft) : Double.NaN;
            TrainedEquilibrium value = new TrainedEquilibrium(models, losses, draft.states(), criterion);
            double residual = problem.goal() > 0 ? criterion / problem.goal() : criterion;
            boolean reached = problem.goal() > 0 && residual <= options.tolerance();
            Status end = status != Status.CONVERGED ? status : !found ? Status.STAGNATED
                    : reached ? Status.CONVERGED : Status.ITERATION_LIMIT;
            Solution.Builder<TrainedEquilibrium> solution = Solution.of(end, value).residual(residual, options.tolerance());
            session.report(solution, context.steps());
            return solution.build();
        }

        private double criterion(TrainedEquilibrium value) {
            double sum = 0;
            int judged = 0;
            for (int fold = 0; fold < models.size(); fold++) {
                for (int row = 0; row < problem.rows(); row++) {
                    if (problem.judges(row, fold)) {
                        sum += problem.criterion(row, value.output(fold, row));
                        judged++;
                    }
                }
            }
            return sum / judged;
        }
    }

    /** Two units learn on which side of a line points are; a third of the points is held out. */
    @Override
    public EquilibriumTrainingProblem selfCheck() {
        Random random = new Random(1);
        int count = 60;
        double[] inputs = random.doubles(2 * count, -1, 1).toArray();
        double[] targets = new double[count];
        int[] folds = new int[count];
        for (int i = 0; i < count; i++) {
            inputs[2 * i] += inputs[2 * i] > inputs[2 * i + 1] ? .2 : -.2;
            targets[i] = inputs[2 * i] > inputs[2 * i + 1] ? 1 : 0;
            folds[i] = i % 3 == 0 ? 1 : 0;
        }
        DataRecord fixed = DataRecord.of(FunctionFactory.PARAMETERS, 1).text("activation", "tanh").number("margin", .5).build();
        EquilibriumModel start = EquilibriumModel.drawn(StandardLayer.MONOTONE, 2, 2, 2, fixed, 1);
        return new EquilibriumTrainingProblem(StandardLayer.MONOTONE, start, new Samples(inputs, count, 2), Loss.CROSS_ENTROPY, 0, targets,
                folds, EquilibriumTrainingPlan.of(.1, 60), .1);
    }

    /** Some ten microseconds for each sample of each epoch. */
    @Override
    public double expectedSeconds(EquilibriumTrainingProblem problem) {
        return 1e-3 + 1e-5 * problem.models() * problem.plan().epochs() * problem.inputs().count();
    }
}
