package org.stillpoint.api.problem.recurrence;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Find all states of h_t = f(h_{t-1}, x_t), t = 1..T, from the initial state and the input, for each sequence of a batch; layers are
 * stacked, each fed with the output of the one before.
 *
 * <p>The residual is the largest component of |h_t - f(h_{t-1}, x_t)| over all steps, sequences, layers and directions, divided by the
 * largest component of |h_t| over the same layer and direction, or by 1 if that is larger. A layer's input is the output of the layer
 * before as the solution has it, so that residuals of layers do not mix.
 *
 * @param layers the layers from the input upwards, at least one
 * @param input what is fed to the first layer
 * @param initialState the initial states: for each layer, for each of its directions (forwards first), for each sequence, the components;
 *     empty for zeros
 * @param readout the map from the last layer's output to the output of the problem, if there is one
 * @param keepEvery of how many steps one is kept in the solution: 1 keeps all; the last one is always kept, the first kept one is step
 *     {@code keepEvery} counted from 1. Stacked layers and backward directions need 1.
 */
public record RecurrenceProblem(List<RecurrentLayer> layers, RecurrenceInput input, double[] initialState, Optional<Readout> readout,
        int keepEvery) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "recurrence";

    private static final double[] ZEROS = {};

    /** Checks that the parts fit. */
    public RecurrenceProblem {
        layers = List.copyOf(layers);
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(readout, "readout");
        if (layers.isEmpty()) {
            throw new DataException("a recurrence without layers; expected at least one");
        }
        if (input.batch() < 1 || input.steps() < 1) {
            throw new DataException("the input has " + input.batch() + " sequences of " + input.steps()
                    + " steps; expected at least one sequence of at least one step");
        }
        if (keepEvery < 1 || keepEvery > 1 && (layers.size() > 1 || layers.get(0).directions() > 1)) {
            throw new DataException("keepEvery is " + keepEvery + "; expected "
                    + (keepEvery < 1 ? "at least 1" : "1 for stacked layers or both directions"));
        }
        checkInput(input);
        Fields.finite("initialState", initialState);
        checkSizes(layers, input, initialState, readout);
    }

    /** A single cell on given sequences that starts from zeros. */
    public static RecurrenceProblem of(String cell, DataRecord parameters, RecurrenceInput input) {
        return new RecurrenceProblem(List.of(new RecurrentLayer(cell, parameters)), input, ZEROS, Optional.empty(), 1);
    }

    /** A single cell without input. */
    public static RecurrenceProblem autonomous(String cell, DataRecord parameters, int steps, double... initialState) {
        return of(cell, parameters, Sequences.none(1, steps)).withInitialState(initialState);
    }

    /** The same problem with other initial states. */
    public RecurrenceProblem withInitialState(double... state) {
        return new RecurrenceProblem(layers, input, state, readout, keepEvery);
    }

    /** The same problem with another input. */
    public RecurrenceProblem withInput(RecurrenceInput other) {
        return new RecurrenceProblem(layers, other, initialState, readout, keepEvery);
    }

    /** The same problem with a readout. */
    public RecurrenceProblem withReadout(Readout map) {
        return new RecurrenceProblem(layers, input, initialState, Optional.of(map), keepEvery);
    }

    /** The same problem with a solution that keeps one of so many steps. */
    public RecurrenceProblem withKeepEvery(int steps) {
        return new RecurrenceProblem(layers, input, initialState, readout, steps);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of sequences. */
    public int batch() {
        return input.batch();
    }

    /** The number of steps of each sequence. */
    public int steps() {
        return input.steps();
    }

    /** The number of steps that a solution keeps. */
    public int keptSteps() {
        return (steps() - 1) / keepEvery + 1;
    }

    /** The step, counted from 1, of a kept state, counted from 0. */
    public int keptStep(int index) {
        return (int) Math.min(steps(), (index + 1L) * keepEvery);
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        record.records("layers", layers.stream().map(RecurrentLayer::toRecord).toList());
        if (input instanceof GeneratedInput generated) {
            record.text("signal", generated.signal()).integer("steps", generated.steps()).integer("inputs", generated.size());
            if (!generated.parameters().names().isEmpty()) {
                record.record("signalParameters", generated.parameters());
            }
        } else if (input.size() == 0) {
            record.integer("steps", input.steps()).integer("batch", input.batch());
        } else {
            record.array("input", ((Sequences) input).array());
        }
        if (initialState.length > 0) {
            record.doubles("initialState", initialState);
        }
        readout.ifPresent(map -> {
            Fields.matrix(record, "readout_weight", map.weight());
            record.doubles("readout_bias", map.bias());
        });
        return (keepEvery == 1 ? record : record.integer("keepEvery", keepEvery)).build();
    }

    /** Recreates a problem; a single layer may be given by its {@code cell} and {@code parameters} alone. */
    public static RecurrenceProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        List<RecurrentLayer> layers = record.has("layers") ? record.records("layers").stream().map(RecurrentLayer::fromRecord).toList()
                : List.of(RecurrentLayer.fromRecord(record));
        return new RecurrenceProblem(layers, input(record), record.has("initialState") ? record.numbers("initialState") : ZEROS,
                readout(record), record.has("keepEvery") ? Fields.integer(record, "keepEvery") : 1);
    }

    private static RecurrenceInput input(DataRecord record) {
        if (record.has("signal")) {
            return new GeneratedInput(record.text("signal"), record.has("signalParameters") ? record.record("signalParameters")
                    : FunctionFactory.NO_PARAMETERS, Fields.integer(record, "steps"), record.has("inputs")
                            ? Fields.integer(record, "inputs") : 1);
        }
        if (record.has("input")) {
            return Sequences.of(record, "input");
        }
        return Sequences.none(record.has("batch") ? Fields.integer(record, "batch") : 1, Fields.integer(record, "steps"));
    }

    static Optional<Readout> readout(DataRecord record) {
        if (!record.has("readout_weight")) {
            return Optional.empty();
        }
        DMatrix weight = Fields.matrix(record, "readout_weight");
        if (!(weight instanceof DMatrixRMaj dense)) {
            throw new DataException("readout_weight is a sparse matrix; expected a dense one");
        }
        return Optional.of(new Readout(dense, record.has("readout_bias") ? record.numbers("readout_bias") : new double[dense.numRows]));
    }

    private static void checkInput(RecurrenceInput input) {
        if (input instanceof Sequences sequences) {
            double[] values = sequences.values();
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    int step = i / sequences.size();
                    throw new DataException("the input is " + values[i] + " at step " + step % sequences.steps() + " of sequence "
                            + step / sequences.steps() + ", component " + i % sequences.size() + " (all counted from 0); expected a finite number");
                }
            }
        }
    }

    /** Checks the sizes as far as they are known without the functions of others. */
    private static void checkSizes(List<RecurrentLayer> layers, RecurrenceInput input, double[] initialState, Optional<Readout> readout) {
        int inputs = input.size();
        long states = 0;
        boolean known = true;
        for (int i = 0; i < layers.size(); i++) {
            RecurrentLayer layer = layers.get(i);
            int outputs = 0;
            for (int direction = 0; direction < layer.directions(); direction++) {
                String place = "layer " + i + (direction == 0 ? "" : ", backwards") + " (" + layer.cell() + ")";
                Optional<CellShape> shape = shape(layer, direction, place);
                if (shape.isEmpty()) {
                    known = false;
                    continue;
                }
                if (inputs >= 0 && shape.get().input() != inputs) {
                    throw new DataException(place + " takes " + shape.get().input() + " inputs; "
                            + (i == 0 ? "the input" : "the layer below") + " has " + inputs);
                }
                outputs += shape.get().hidden();
                states += shape.get().state();
            }
            inputs = known ? outputs : -1;
        }
        if (initialState.length > 0 && (known ? initialState.length != states * input.batch() : initialState.length % input.batch() != 0)) {
            throw new DataException("initialState has " + initialState.length + " values; expected "
                    + (known ? states * input.batch() + ", " + states + " for each of " + input.batch() + " sequences"
                            : "a multiple of " + input.batch() + ", the number of sequences"));
        }
        if (readout.isPresent() && inputs >= 0 && readout.get().weight().numCols != inputs) {
            throw new DataException("readout_weight has " + readout.get().weight().numCols + " columns; expected " + inputs
                    + ", the outputs of the last layer");
        }
    }

    private static Optional<CellShape> shape(RecurrentLayer layer, int direction, String place) {
        try {
            return layer.standardCell().map(cell -> cell.shape(layer.parameters(direction)));
        } catch (DataException wrong) {
            throw new DataException(place + ": " + wrong.getMessage(), wrong);
        }
    }

    /** How a host recreates recurrences and their solutions. */
    public static ProblemType<RecurrenceProblem, Trajectory> problemType() {
        return new StandardType<>(TYPE, "Recurrence", RecurrenceProblem.class, Trajectory.class, RecurrenceProblem::fromRecord,
                Trajectory::fromRecord).withValueRecord(Trajectory.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecurrenceProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return layers.hashCode();
    }
}
