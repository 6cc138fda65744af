package org.stillpoint.recurrence.internal.gradient;

import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.RecurrenceGradient;
import org.stillpoint.api.problem.recurrence.RecurrenceGradientProblem;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.SequenceLoss;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StatePath;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.Cells;
import org.stillpoint.recurrence.internal.newton.NewtonMethod;
import org.stillpoint.recurrence.internal.newton.NewtonSettings;
import org.stillpoint.recurrence.internal.run.RecurrenceSolve;
import org.stillpoint.recurrence.internal.run.Residual;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.run.StretchResult;
import org.stillpoint.recurrence.internal.sequential.SequentialMethod;
import org.stillpoint.recurrence.internal.shooting.MultipleShooting;
import org.stillpoint.recurrence.internal.shooting.ShootingSettings;

/**
 * Derivatives of a loss of the trajectory of a recurrence. However the trajectory was found, going back is linear: with J_t = df/dh at
 * (h_{t-1}, x_t) and g_t the derivatives of the loss by h_t alone,
 *
 * <pre>
 *   lambda_T = g_T,   lambda_t = g_t + J_{t+1}'lambda_{t+1},   dL/dtheta = sum of (df/dtheta)_t'lambda_t,   dL/dx_t = (df/dx)_t'lambda_t,
 * </pre>
 *
 * one scan backwards over Jacobian matrices (see {@link AdjointScan}) or, where these are dense, products with the weights step by step
 * (see {@link StepwiseAdjoint}), and the steps' own derivatives for many times at once (see {@link CellAdjoint}). The result is that of
 * back-propagation through time. A trajectory to start from is taken as it is where its residual is small enough.
 */
@Component
@Designate(ocd = RecurrenceGradientOptions.class)
@SolverInfo(id = "recurrence.gradient", family = "recurrence", problem = RecurrenceGradientProblem.TYPE,
        title = "Derivatives of a recurrence: adjoint states by a linear scan",
        paper = "Werbos: Backpropagation through time: what it does and how to do it, Proceedings of the IEEE 78, 1990; Martin and Cundy: "
                + "Parallelizing linear recurrent neural nets over sequence length, ICLR 2018, arXiv:1709.04057")
public final class RecurrenceGradientSolver implements Solver<RecurrenceGradientProblem, RecurrenceGradient> {

    private static final long MOST_REPAIRS = 1000;

    @Override
    public Solution<RecurrenceGradient> solve(RecurrenceGradientProblem problem, SolveContext context) throws SolverException {
        RecurrenceGradientOptions options = context.options(RecurrenceGradientOptions.class);
        return new Solve(problem, options, context).run();
    }

    /** One solve. */
    private static final class Solve {

        private final RecurrenceGradientProblem given;
        private final RecurrenceProblem problem;
        private final RecurrenceGradientOptions options;
        private final SolveContext context;
        private Status status = Status.CONVERGED;
        private double residual;
        private double forcing;

        Solve(RecurrenceGradientProblem given, RecurrenceGradientOptions options, SolveContext context) {
            this.given = given;
            this.options = options;
            this.context = context;
            problem = given.recurrence();
        }

        Solution<RecurrenceGradient> run() throws SolverException {
            try (Session session = new Session(context, options.tolerance())) {
                if (given.forcing().isPresent()) {
                    Path path = forced(session);
                    Stretch stretch = path.stretch;
                    return derivatives(Trajectory.of(new Sequences(stretch.states, stretch.batch, stretch.steps, stretch.size()),
                            stretch.cell.shape().hidden()).withOutput(problem.readout()), path, session);
                }
                Solution<Trajectory> forward = RecurrenceSolve.solve(problem, this::forward, session);
                status = forward.status();
                residual = forward.residual();
                return derivatives(forward.value(), null, session);
            }
        }

        private Path forced(Session session) throws SolverException {
            Sequences input = problem.input().sequences(context);
            RecurrentLayer layer = problem.layers().get(0);
            Cell cell = Cells.of(layer, 0, context);
            Sequences states = given.forcing().orElseThrow().states();
            if (cell.shape().state() != states.size() || cell.shape().input() != input.size()) {
                throw new SolverException("the cell " + layer.cell() + " has a state of " + cell.shape().state() + " components and takes "
                        + cell.shape().input() + " inputs; the problem says " + states.size() + " and " + input.size());
            }
            Stretch stretch = Stretch.of(cell, problem.batch(), problem.steps(), input.values(),
                    LayersGradient.initial(problem, 0, problem.batch() * cell.shape().state()));
            Path path = new ForcedRun(stretch, session).run(given.forcing().get());
            forcing = 1 - path.freedom(1);
            return path;
        }

        private Solution<RecurrenceGradient> derivatives(Trajectory trajectory, Path path, Session session) throws SolverException {
            Sequences hidden = StatePath.hidden(trajectory.layers().get(problem.layers().size() - 1));
            Optional<Readout> readout = problem.readout();
            OutputLoss loss = new OutputLoss(given.loss(), readout.isPresent() ? trajectory.output().orElseThrow() : hidden);
            double[] ofHidden = readout.isPresent() ? loss.throughReadout(readout.get(), context.blas()) : loss.cotangent();
            LayersGradient layers = new LayersGradient(problem, trajectory, ofHidden, options, session);
            boolean goOn = !status.isInterruption();
            boolean complete = goOn && (path == null ? layers.run(trajectory) : layers.run(path));
            double[] ofInput = complete ? layers.ofInput() : new double[problem.batch() * problem.steps() * problem.input().size()];
            RecurrenceGradient value = new RecurrenceGradient(loss.loss, complete ? layers.gradients() : zeros(),
                    new Sequences(ofInput, problem.batch(), problem.steps(), problem.input().size()), layers.ofInitialState(),
                    readout.isPresent() ? loss.ofWeight(hidden, context.blas()) : new DMatrixRMaj(0, 0),
                    readout.isPresent() ? loss.ofBias() : new double[0], forcing);
            residual = Math.max(residual, Math.max(layers.residual(), layers.forwardResidual()));
            Solution.Builder<RecurrenceGradient> solution = Solution.of(end(value, complete, goOn), value)
                    .residual(complete ? residual : Double.NaN, options.tolerance());
            session.report(solution);
            return solution.build();
        }

        private Status end(RecurrenceGradient value, boolean complete, boolean begun) {
            if (!complete) {
                return begun ? context.interruption() : status;
            }
            if (!Double.isFinite(residual) || !finite(value)) {
                return Status.NONFINITE;
            }
            return status != Status.CONVERGED ? status : residual <= options.tolerance() ? Status.CONVERGED : Status.STAGNATED;
        }

        private List<RecurrentLayer> zeros() {
            return problem.layers().stream().map(layer -> new RecurrentLayer(layer.cell(), zeros(layer.forward()),
                    layer.backward().map(Solve::zeros))).toList();
        }

        private static DataRecord zeros(DataRecord parameters) {
            CellParameters layout = new CellParameters(parameters);
            return layout.record(new double[layout.size()], 0);
        }

        /** Takes the trajectory to start from if it will do, otherwise finds it by the method that the options name. */
        private StretchResult forward(Stretch stretch, Session session) throws SolverException {
            if (stretch.guessed) {
                double measured = new Residual(stretch).measure(session.team(), session.parallelism());
                if (measured <= session.tolerance()) {
                    return new StretchResult(Status.CONVERGED, 0, measured);
                }
            }
            return switch (options.forward()) {
                case SEQUENTIAL -> new SequentialMethod(false).solve(stretch, session);
                case NEWTON -> new NewtonMethod(NewtonSettings.DEFAULTS).solve(stretch, session);
                case SHOOTING -> new MultipleShooting(stretch, session,
                        ShootingSettings.of(session.tolerance(), MOST_REPAIRS, false)).run();
            };
        }
    }

    private static boolean finite(RecurrenceGradient value) {
        boolean finite = Double.isFinite(value.loss()) && VectorKernels.isFinite(value.input().values())
                && VectorKernels.isFinite(value.initialState()) && VectorKernels.isFinite(value.readoutWeight().data)
                && VectorKernels.isFinite(value.readoutBias());
        for (RecurrentLayer layer : value.layers()) {
            for (int direction = 0; direction < layer.directions(); direction++) {
                for (String name : layer.parameters(direction).names()) {
                    finite &= VectorKernels.isFinite(layer.parameters(direction).numbers(name));
                }
            }
        }
        return finite;
    }

    /** A recurrence of two units over five steps, with targets. */
    @Override
    public RecurrenceGradientProblem selfCheck() {
        DataRecord parameters = DataRecord.of("parameters", 1)
                .array("weight_ih", new NamedArray(new double[] {0.5, -0.3}, 2, 1))
                .array("weight_hh", new NamedArray(new double[] {0.4, -0.2, 0.3, 0.6}, 2, 2))
                .array("bias_ih", new NamedArray(new double[] {0.1, -0.1}, 2)).build();
        RecurrenceProblem recurrence = RecurrenceProblem.of("elman", parameters, Sequences.of(new double[] {1, -0.5, 0.25, 2, -1}, 1))
                .withReadout(new Readout(new DMatrixRMaj(new double[][] {{1, -1}}), new double[] {0.2}));
        return new RecurrenceGradientProblem(recurrence, SequenceLoss.ofTarget(Sequences.of(new double[] {0.1, 0.2, 0.3, 0.4, 0.5}, 1)));
    }

    /** Some ten evaluations of every step. */
    @Override
    public double expectedSeconds(RecurrenceGradientProblem problem) {
        double values = (double) problem.recurrence().batch() * problem.recurrence().steps();
        return 1e-4 + 1e-6 * values;
    }
}
