package org.stillpoint.recurrence.internal.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StatePath;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.Cells;

/**
 * Solves a recurrence by a method: layer by layer, direction by direction, and where few steps are kept, window by window in bounded
 * memory.
 */
public final class RecurrenceSolve {

    /** About how many values of states a window has where few steps are kept. */
    private static final int WINDOW_VALUES = 1 << 18;

    private final RecurrenceProblem problem;
    private final Session session;
    private final SequenceMethod method;
    private final Optional<Trajectory> start;
    private Status status = Status.CONVERGED;
    private double residual;
    private int initialOffset;

    private RecurrenceSolve(RecurrenceProblem problem, SequenceMethod method, Session session) {
        this.problem = problem;
        this.method = method;
        this.session = session;
        start = session.context().start(Trajectory.class);
    }

    /**
     * Solves a problem.
     *
     * @param tolerance the bound of the residual as {@link RecurrenceProblem} defines it
     * @throws SolverException if a function is missing, or if the method does not treat the problem
     */
    public static Solution<Trajectory> solve(RecurrenceProblem problem, SequenceMethod method, double tolerance, SolveContext context)
            throws SolverException {
        try (Session session = new Session(context, tolerance)) {
            session.plan((double) problem.batch() * problem.steps() * problem.layers().stream().mapToInt(RecurrentLayer::directions).sum());
            return solve(problem, method, session);
        }
    }

    /**
     * Solves a problem within a session that goes on afterwards.
     *
     * @throws SolverException if a function is missing, or if the method does not treat the problem
     */
    public static Solution<Trajectory> solve(RecurrenceProblem problem, SequenceMethod method, Session session) throws SolverException {
        RecurrenceSolve solve = new RecurrenceSolve(problem, method, session);
        Trajectory trajectory = solve.run();
        Solution.Builder<Trajectory> solution = Solution.of(solve.status, trajectory).residual(solve.residual, session.tolerance());
        session.report(solution);
        return solution.build();
    }

    private Trajectory run() throws SolverException {
        if (problem.keepEvery() > 1) {
            InputValues values = new InputValues(problem.input(), session.context());
            return new Trajectory(List.of(List.of(windows(values))), Optional.empty()).withOutput(problem.readout());
        }
        Sequences below = problem.input().sequences(session.context());
        List<List<StatePath>> layers = new ArrayList<>();
        for (int i = 0; i < problem.layers().size(); i++) {
            RecurrentLayer layer = problem.layers().get(i);
            List<StatePath> directions = new ArrayList<>();
            for (int direction = 0; direction < layer.directions(); direction++) {
                directions.add(path(i, direction, below));
            }
            layers.add(directions);
            below = StatePath.hidden(directions);
        }
        return new Trajectory(layers, Optional.empty()).withOutput(problem.readout());
    }

    /** All states of a direction of a layer. */
    private StatePath path(int layer, int direction, Sequences input) throws SolverException {
        Cell cell = Cells.of(problem.layers().get(layer), direction, session.context());
        check(cell, layer, input.size());
        double[] guess = start.map(trajectory -> guess(trajectory, layer, direction, cell)).orElse(null);
        double[] states = guess == null ? new double[Math.multiplyExact(input.batch() * input.steps(), cell.shape().state())] : guess;
        if (direction == 1 && guess != null) {
            reverse(states, input.batch(), input.steps(), cell.shape().state());
        }
        double[] values = direction == 0 ? input.values() : input.values().clone();
        if (direction == 1) {
            reverse(values, input.batch(), input.steps(), input.size());
        }
        solve(new Stretch(cell, input.batch(), input.steps(), values, initial(cell), states, guess != null));
        if (direction == 1) {
            reverse(states, input.batch(), input.steps(), cell.shape().state());
        }
        return new StatePath(new Sequences(states, input.batch(), input.steps(), cell.shape().state()), cell.shape().hidden());
    }

    /** The kept states of a single layer, window by window. */
    private StatePath windows(InputValues values) throws SolverException {
        Cell cell = Cells.of(problem.layers().get(0), 0, session.context());
        check(cell, 0, problem.input().size());
        int batch = problem.batch();
        int size = cell.shape().state();
        int window = (int) Math.min(problem.steps(), Math.max(1, WINDOW_VALUES / ((long) batch * size)));
        double[] kept = new double[Math.multiplyExact(batch * problem.keptSteps(), size)];
        double[] carry = initial(cell);
        double[] states = new double[Math.multiplyExact(batch * window, size)];
        int next = 0;
        for (int first = 0; first < problem.steps(); first += window) {
            int count = Math.min(window, problem.steps() - first);
            double[] target = count == window ? states : new double[batch * count * size];
            if (!status.isInterruption()) {
                solve(new Stretch(cell, batch, count, values.read(first, count), carry, target, false));
            }
            for (; next < problem.keptSteps() && problem.keptStep(next) <= first + count; next++) {
                int step = problem.keptStep(next) - 1 - first;
                for (int b = 0; b < batch; b++) {
                    System.arraycopy(target, (b * count + step) * size, kept, (b * problem.keptSteps() + next) * size, size);
                }
            }
            for (int b = 0; b < batch; b++) {
                System.arraycopy(target, (b * count + count - 1) * size, carry, b * size, size);
            }
        }
        return new StatePath(new Sequences(kept, batch, problem.keptSteps(), size), cell.shape().hidden());
    }

    /** Solves a stretch; whatever a guess or the method's iterates were, its states are finite afterwards. */
    private void solve(Stretch stretch) throws SolverException {
        for (int b = 0; stretch.guessed && b < stretch.batch; b++) {
            FinitePrefix.hold(stretch, b);
        }
        if (status.isInterruption()) {
            residual = Double.NaN;
            return;
        }
        StretchResult result = method.solve(stretch, session);
        session.solved(stretch);
        boolean stays = result.status() == Status.CONVERGED || FinitePrefix.keep(stretch, session);
        boolean stopped = result.status().isInterruption();
        double measured = stays ? result.residual() : stopped ? Residual.ofInterrupted(stretch)
                : new Residual(stretch).measure(session.team(), session.parallelism());
        residual = Double.isNaN(residual) || Double.isNaN(measured) ? Double.NaN : Math.max(residual, measured);
        if (status == Status.CONVERGED || stopped) {
            status = result.status();
        }
    }

    private void check(Cell cell, int layer, int inputs) throws SolverException {
        if (cell.shape().input() != inputs) {
            throw new SolverException("layer " + layer + " (" + problem.layers().get(layer).cell() + ") takes " + cell.shape().input()
                    + " inputs; " + (layer == 0 ? "the input" : "the layer below") + " has " + inputs);
        }
    }

    /** The initial states of the next direction. */
    private double[] initial(Cell cell) throws SolverException {
        int length = problem.batch() * cell.shape().state();
        double[] given = problem.initialState();
        if (given.length == 0) {
            return new double[length];
        }
        if (initialOffset + length > given.length) {
            throw new SolverException("initialState has " + given.length + " values; the cells need at least " + (initialOffset + length));
        }
        initialOffset += length;
        return Arrays.copyOfRange(given, initialOffset - length, initialOffset);
    }

    /** A copy of the states of a caller's trajectory, if they fit. */
    private double[] guess(Trajectory trajectory, int layer, int direction, Cell cell) {
        if (layer >= trajectory.layers().size() || direction >= trajectory.layers().get(layer).size()) {
            return null;
        }
        Sequences states = trajectory.layers().get(layer).get(direction).states();
        boolean fits = states.batch() == problem.batch() && states.steps() == problem.steps() && states.size() == cell.shape().state();
        if (!fits) {
            session.warn("the trajectory to start from has " + states + "; it is not used, as " + problem.batch() + " x " + problem.steps()
                    + " x " + cell.shape().state() + " is expected");
        }
        return fits ? states.values().clone() : null;
    }

    /** Turns the steps of sequences round. */
    public static void reverse(double[] values, int batch, int steps, int size) {
        for (int b = 0; b < batch; b++) {
            for (int low = 0, high = steps - 1; low < high; low++, high--) {
                int first = (b * steps + low) * size;
                int second = (b * steps + high) * size;
                for (int k = 0; k < size; k++) {
                    double value = values[first + k];
                    values[first + k] = values[second + k];
                    values[second + k] = value;
                }
            }
        }
    }
}
