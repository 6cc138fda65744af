package org.stillpoint.recurrence.internal.training;

import java.util.Arrays;
import java.util.Random;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.Optimiser;
import org.stillpoint.api.problem.recurrence.RecurrenceTrainingProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.TrainedRecurrence;
import org.stillpoint.api.problem.recurrence.TrainingPlan;
import org.stillpoint.numerics.iterative.GradientSteps;
import org.stillpoint.recurrence.internal.gradient.ModelWeights;
import org.stillpoint.recurrence.internal.gradient.WindowGradient;
import org.stillpoint.recurrence.internal.run.Session;

/**
 * Trains a recurrence on windows of sequences by Adam or schedule-free Adam, with gradients by back-propagation through time over windows
 * side by side (see {@link WindowGradient}). The same problem and seed give the same bits, whatever the number of threads.
 *
 * <p>CONVERGED says that the loss of the weights over the validation steps (or the training steps where there are no others) has reached
 * the goal of the problem, nothing more; a verifier computes it again. Without a goal, or before it is reached, training ends with
 * ITERATION_LIMIT after all epochs, which is its normal end. The weights are always the best seen.
 */
@Component
@Designate(ocd = RecurrenceTrainingOptions.class)
@SolverInfo(id = "recurrence.training", family = "recurrence", problem = RecurrenceTrainingProblem.TYPE,
        title = "Training of a recurrence by Adam, with or without schedule",
        paper = "Kingma and Ba: Adam: a method for stochastic optimization, ICLR 2015, arXiv:1412.6980; Defazio, Yang, Mehta, Mishchenko, "
                + "Khaled and Cutkosky: The road less scheduled, NeurIPS 2024, arXiv:2405.15682; Hess, Monfared, Brenner and Durstewitz: "
                + "Generalized teacher forcing for learning chaotic dynamics, ICML 2023, arXiv:2306.04406")
public final class RecurrenceTrainingSolver implements Solver<RecurrenceTrainingProblem, TrainedRecurrence> {

    /** How many windows a thread runs side by side. */
    private static final int LANES = 32;
    /** What is left of the goal for who adds losses up in another order. */
    private static final double SUMMATION = 1e-12;

    @Override
    public Solution<TrainedRecurrence> solve(RecurrenceTrainingProblem problem, SolveContext context) throws SolverException {
        RecurrenceTrainingOptions options = context.options(RecurrenceTrainingOptions.class);
        try (Session session = new Session(context, options.tolerance())) {
            return new Run(problem, options, session).solve();
        }
    }

    /** One solve. */
    private static final class Run {

        private final RecurrenceTrainingProblem problem;
        private final TrainingPlan plan;
        private final RecurrenceTrainingOptions options;
        private final Session session;
        private final ModelWeights model;
        private final GradientSteps rule;
        private final Windows windows;
        private final WindowGradient[] parts;
        private final double[][] gradients;
        private final Losses losses;
        private final History history = new History();
        private final Thread caller = Thread.currentThread();
        private volatile boolean stopped;

        Run(RecurrenceTrainingProblem problem, RecurrenceTrainingOptions options, Session session) throws SolverException {
            this.problem = problem;
            this.options = options;
            this.session = session;
            plan = problem.plan();
            model = new ModelWeights(problem.layers(), problem.readout());
            GradientSteps.LearningRate rate = new GradientSteps.LearningRate(plan.learningRate(), plan.warmUp(), 0);
            rule = plan.optimiser() == Optimiser.ADAM ? GradientSteps.adam(rate, plan.clip(), model.start())
                    : GradientSteps.scheduleFree(rate, plan.clip(), model.start());
            windows = new Windows(problem, session.context().seed());
            int atOnce = Math.min(plan.windows(), windows.begins.length);
            parts = new WindowGradient[(atOnce + LANES - 1) / LANES];
            gradients = new double[parts.length][model.size()];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = new WindowGradient(model, Math.min(LANES, atOnce), plan.windowLength(), plan.burnIn(), problem.forcing(),
                        problem.input().size(), session.context().blas());
            }
            losses = new Losses(problem, model, session);
        }

        Solution<TrainedRecurrence> solve() throws SolverException {
            Status status = measure(0) ? train() : session.interruption();
            double criterion = history.best();
            TrainedRecurrence value = history.value(problem.validated(), model);
            Solution.Builder<TrainedRecurrence> solution = Solution.of(status, value)
                    .residual(residual(criterion), problem.goal() > 0 ? options.tolerance() : Double.NaN);
            session.report(solution);
            return solution.build();
        }

        private Status train() throws SolverException {
            for (int epoch = 1;; epoch++) {
                if (reached()) {
                    return Status.CONVERGED;
                }
                if (epoch > plan.epochs() || session.iterations() >= options.maxIterations()) {
                    return Status.ITERATION_LIMIT;
                }
                if (!epoch()) {
                    return session.interruption();
                }
                if (!Double.isFinite(rule.answer()[0])) {
                    return Status.NONFINITE;
                }
                boolean due = epoch % options.lossEvery() == 0 || epoch == plan.epochs() || session.iterations() >= options.maxIterations();
                if (due && !measure(epoch)) {
                    return session.interruption();
                }
                if (due && !Double.isFinite(losses.criterion())) {
                    return Status.NONFINITE;
                }
            }
        }

        private boolean reached() {
            return problem.goal() > 0 && residual(losses.criterion()) <= options.tolerance() * (1 - SUMMATION);
        }

        /** The measure of the tolerance: the loss in parts of the goal, or the loss where there is no goal. */
        private double residual(double loss) {
            return problem.goal() > 0 ? loss / problem.goal() : loss;
        }

        private boolean measure(int epoch) throws SolverException {
            if (!losses.measure(rule.answer())) {
                return false;
            }
            history.add(epoch, losses, rule.answer());
            return true;
        }

        /** Only the thread that solves asks the host; the others hear of it. */
        private boolean goesOn() {
            if (Thread.currentThread() == caller) {
                stopped = stopped || !session.proceed();
            }
            return !stopped;
        }

        /** Goes through all windows. */
        private boolean epoch() {
            windows.next();
            for (int from = 0; from < windows.count() && session.iterations() < options.maxIterations(); from += plan.windows()) {
                int count = Math.min(plan.windows(), windows.count() - from);
                int first = from;
                double terms = (double) count * (plan.windowLength() - plan.burnIn()) * problem.target().size();
                double[] point = rule.point();
                int chunks = (count + LANES - 1) / LANES;
                session.team().run(part -> {
                    Arrays.fill(gradients[part], 0);
                    parts[part].run(point, problem.input(), problem.target(), windows.begins, first + part * LANES,
                            Math.min(LANES, count - part * LANES), 1 / terms, gradients[part], this::goesOn);
                }, chunks);
                if (stopped) {
                    return false;
                }
                for (int part = 1; part < chunks; part++) {
                    for (int i = 0; i < model.size(); i++) {
                        gradients[0][i] += gradients[part][i];
                    }
                }
                rule.step(gradients[0]);
                if (!session.proceed((double) count / windows.count(), residual(losses.criterion()))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One unit that learns to repeat the input of the step before. */
    @Override
    public RecurrenceTrainingProblem selfCheck() {
        Random random = new Random(1);
        double[] input = random.doubles(200, -1, 1).toArray();
        double[] target = new double[200];
        System.arraycopy(input, 0, target, 1, 199);
        TrainingPlan plan = TrainingPlan.of(10, 16, Optimiser.ADAM, 0.05, 200).withBurnIn(1);
        return RecurrenceTrainingProblem.drawn("linear", 2, 1, Sequences.of(input, 1), Sequences.of(target, 1), 150, plan, 1e-3);
    }

    /** Some microseconds for each step of each epoch. */
    @Override
    public double expectedSeconds(RecurrenceTrainingProblem problem) {
        return 1e-4 + 1e-6 * problem.plan().epochs() * problem.input().batch() * problem.input().steps();
    }
}
