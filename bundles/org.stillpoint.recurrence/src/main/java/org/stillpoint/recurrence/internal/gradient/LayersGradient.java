package org.stillpoint.recurrence.internal.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StatePath;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.Cells;
import org.stillpoint.recurrence.internal.gradient.RecurrenceGradientOptions.Adjoint;
import org.stillpoint.recurrence.internal.run.RecurrenceSolve;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * Goes through the layers of a recurrence from the last to the first: from the derivatives by a layer's output to those by its parameters,
 * initial states and input, which is the output of the layer before.
 */
final class LayersGradient {

    /** From this growth of adjoint states on, the user is told that gradients explode. */
    private static final double EXPLOSION = 1e8;
    private static final long MEGABYTE = 1 << 20;

    private final RecurrenceProblem problem;
    private final Session session;
    private final StridedProducts products;
    private final RecurrenceGradientOptions options;
    private final List<RecurrentLayer> gradients = new ArrayList<>();
    private final double[] initialState;
    private double residual;
    private double forwardResidual;
    private double[] ofOutput;

    /**
     * The derivatives of a recurrence.
     *
     * @param ofOutput the derivatives by the output of the last layer
     */
    LayersGradient(RecurrenceProblem problem, Trajectory trajectory, double[] ofOutput, RecurrenceGradientOptions options,
            Session session) {
        this.problem = problem;
        this.ofOutput = ofOutput;
        this.options = options;
        this.session = session;
        products = new StridedProducts(session.context().blas());
        int states = 0;
        for (List<StatePath> directions : trajectory.layers()) {
            for (StatePath path : directions) {
                states += path.states().size();
            }
        }
        initialState = new double[problem.batch() * states];
    }

    /**
     * Computes the derivatives of a recurrence without teacher forcing.
     *
     * @return false if the session said stop
     * @throws SolverException if a cell cannot be differentiated by all it depends on
     */
    boolean run(Trajectory trajectory) throws SolverException {
        int place = initialState.length;
        for (int i = problem.layers().size() - 1; i >= 0; i--) {
            RecurrentLayer layer = problem.layers().get(i);
            Sequences input = i == 0 ? problem.input().sequences(session.context()) : StatePath.hidden(trajectory.layers().get(i - 1));
            double[] ofInput = new double[input.values().length];
            DataRecord[] records = new DataRecord[layer.directions()];
            int column = outputs(trajectory.layers().get(i));
            for (int direction = layer.directions() - 1; direction >= 0; direction--) {
                StatePath states = trajectory.layers().get(i).get(direction);
                Cell cell = Cells.of(layer, direction, session.context());
                int length = problem.batch() * cell.shape().state();
                place -= length;
                column -= cell.shape().hidden();
                Stretch stretch = new Stretch(cell, problem.batch(), problem.steps(), turned(input.values(), input.size(), direction),
                        initial(problem, place, length), turned(states.states().values(), states.states().size(), direction), true);
                double[] ofDirection = direction == 0 ? ofInput : new double[ofInput.length];
                DataRecord record = direction(layer, direction, new Path(stretch), column, outputs(trajectory.layers().get(i)), ofDirection,
                        place);
                if (record == null) {
                    return false;
                }
                records[direction] = record;
                if (direction == 1) {
                    RecurrenceSolve.reverse(ofDirection, problem.batch(), problem.steps(), input.size());
                    System.arraycopy(ofDirection, 0, ofInput, 0, ofInput.length);
                }
            }
            gradients.add(0, new RecurrentLayer(layer.cell(), records[0], records.length > 1 ? Optional.of(records[1])
                    : Optional.empty()));
            ofOutput = ofInput;
        }
        return true;
    }

    /** Computes the derivatives of a single layer on a path of its own. */
    boolean run(Path path) throws SolverException {
        RecurrentLayer layer = problem.layers().get(0);
        double[] ofInput = new double[path.stretch.input.length];
        DataRecord record = direction(layer, 0, path, 0, path.stretch.cell.shape().hidden(), ofInput, 0);
        if (record == null) {
            return false;
        }
        gradients.add(new RecurrentLayer(layer.cell(), record));
        ofOutput = ofInput;
        return true;
    }

    /** The derivatives of a direction; null if the session said stop. */
    private DataRecord direction(RecurrentLayer layer, int direction, Path path, int column, int columns, double[] ofInput, int place)
            throws SolverException {
        Stretch stretch = path.stretch;
        CellShape shape = stretch.cell.shape();
        Optional<CellAdjoint> adjoint = CellAdjoint.of(layer, direction, 0);
        if (adjoint.isEmpty() && shape.input() > 0) {
            throw new SolverException("the cell " + layer.cell() + " cannot be differentiated by its input and its parameters; expected "
                    + "elman, elman-relu, gru, lstm, para-gru, para-lstm, min-gru, min-lstm, linear, diagonal, complex-diagonal, or a cell "
                    + "without input, of which the derivatives by the initial states are given");
        }
        double[] sources = sources(stretch, column, columns, direction);
        double[] adjoints = sources.clone();
        double[] initial = new double[stretch.initial.length];
        if (adjoint.isEmpty() || !stepwise(adjoint.get())) {
            AdjointScan scan = new AdjointScan(path, options.memory() * MEGABYTE, session);
            if (!scan.run(adjoints, initial)) {
                return null;
            }
            if (adjoint.isEmpty()) {
                residual = Math.max(residual, scan.residual(adjoints, sources));
            }
        }
        DataRecord gradient = adjoint.isEmpty() ? DataRecord.of("parameters", 1).build()
                : local(layer.parameters(direction), adjoint.get(), path, sources, adjoints, initial, ofInput);
        System.arraycopy(initial, 0, initialState, place, initial.length);
        warnOfExplosion(sources, adjoints);
        return gradient;
    }

    /** The derivatives by weights and input, and the adjoint states where they are not known yet; null if the session said stop. */
    private DataRecord local(DataRecord given, CellAdjoint cell, Path path, double[] sources, double[] adjoints, double[] initial,
            double[] ofInput) {
        CellParameters parameters = cell.parameters;
        double[] weights = new double[parameters.size()];
        double[] gradient = new double[parameters.size()];
        parameters.read(given, weights, 0);
        if (stepwise(cell)) {
            StepwiseAdjoint steps = new StepwiseAdjoint(path, cell, weights, products);
            if (!steps.run(adjoints, initial, gradient, ofInput, session)) {
                return null;
            }
            residual = Math.max(residual, steps.residual(adjoints, sources));
            forwardResidual = Math.max(forwardResidual, steps.forwardResidual());
        } else {
            LocalGradients local = new LocalGradients(path, cell, weights, adjoints, sources, products);
            if (!local.run(gradient, ofInput, session)) {
                return null;
            }
            residual = Math.max(residual, local.residual());
            forwardResidual = Math.max(forwardResidual, local.forwardResidual());
        }
        return parameters.record(gradient, 0);
    }

    private boolean stepwise(CellAdjoint cell) {
        return options.adjoint() == Adjoint.STEPS || options.adjoint() == Adjoint.AUTOMATIC && cell.dense();
    }

    /** g_t: the derivatives by the states alone, in the order in which the direction runs. */
    private double[] sources(Stretch stretch, int column, int columns, int direction) {
        int size = stretch.size();
        int hidden = stretch.cell.shape().hidden();
        int rows = stretch.batch * stretch.steps;
        double[] sources = new double[rows * size];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(ofOutput, row * columns + column, sources, row * size, hidden);
        }
        return turned(sources, size, direction);
    }

    private double[] turned(double[] values, int size, int direction) {
        if (direction == 0) {
            return values;
        }
        double[] turned = values.clone();
        RecurrenceSolve.reverse(turned, problem.batch(), problem.steps(), size);
        return turned;
    }

    private void warnOfExplosion(double[] sources, double[] adjoints) {
        double source = VectorKernels.maxAbs(sources, 0, sources.length);
        double adjoint = VectorKernels.maxAbs(adjoints, 0, adjoints.length);
        if (adjoint > EXPLOSION * source) {
            session.warn(String.format(Locale.ROOT, "the derivatives by the states grow to %.1e times those of the loss at the "
                    + "step itself: gradients explode, as they do where the recurrence is chaotic; teacher forcing bounds them",
                    adjoint / source));
        }
    }

    private static int outputs(List<StatePath> directions) {
        return directions.stream().mapToInt(StatePath::hiddenSize).sum();
    }

    /** Some of the initial states. */
    static double[] initial(RecurrenceProblem problem, int from, int length) {
        return problem.initialState().length == 0 ? new double[length] : Arrays.copyOfRange(problem.initialState(), from, from + length);
    }

    List<RecurrentLayer> gradients() {
        return gradients;
    }

    double[] ofInitialState() {
        return initialState;
    }

    /** The derivatives by the input of the first layer, once all layers are done. */
    double[] ofInput() {
        return ofOutput;
    }

    /** The largest residual of the adjoint equations. */
    double residual() {
        return residual;
    }

    /** The largest residual of the states, as far as it was measured. */
    double forwardResidual() {
        return forwardResidual;
    }
}
