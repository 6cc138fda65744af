package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.internal.ParameterShapes;

/**
 * Random parameters with which the training of standard cells begins. In place of the parameters of a cell a document gives
 * {@code initialiser} (the name), {@code units}, {@code inputs} (1 if left out), {@code seed} (0 if left out) and, for {@link #PARA_RNN},
 * {@code bound}. The same description gives the same parameters.
 */
public enum CellInitialiser {

    /** Every parameter uniform between -1 / sqrt(d) and 1 / sqrt(d) for d units, as PyTorch begins its recurrent layers. */
    UNIFORM("uniform", EnumSet.of(StandardCell.ELMAN, StandardCell.ELMAN_RELU, StandardCell.GRU, StandardCell.LSTM, StandardCell.PARA_GRU,
            StandardCell.PARA_LSTM, StandardCell.MIN_GRU, StandardCell.MIN_LSTM)) {
        @Override
        DataRecord draw(StandardCell cell, int units, int inputs, double bound, ParameterDraws draws) {
            int rows = gates(cell) * units;
            double most = 1 / Math.sqrt(units);
            DataRecord.Builder parameters = record(draws.uniform(Math.multiplyExact(rows, inputs), most), rows, inputs)
                    .doubles("bias_ih", draws.uniform(rows, most));
            return switch (cell) {
                case PARA_GRU, PARA_LSTM -> {
                    parameters.array("recurrent", new NamedArray(draws.uniform(rows, most), gates(cell), units));
                    yield (cell == StandardCell.PARA_GRU ? parameters : parameters.array("peephole",
                            new NamedArray(draws.uniform(PEEPHOLES * units, most), PEEPHOLES, units))).build();
                }
                case MIN_GRU, MIN_LSTM -> parameters.build();
                default -> parameters.array("weight_hh", new NamedArray(draws.uniform(Math.multiplyExact(rows, units), most), rows, units))
                        .doubles("bias_hh", draws.uniform(rows, most)).build();
            };
        }
    },

    /**
     * Recurrent weights and peepholes normal with the standard deviation 2 / sqrt(5 d), cut off at the {@code bound} (0.9 if left out), so
     * that the recurrence contracts; input weights uniform within sqrt(6 / (n + d)) for n inputs (Glorot and Bengio 2010); the biases of
     * the first gate 0, ..., -1 in equal steps, so that the units forget at different rates, the others 0. Source: ParaRNN
     * (arXiv:2510.21450).
     */
    PARA_RNN("para-rnn", EnumSet.of(StandardCell.PARA_GRU, StandardCell.PARA_LSTM)) {
        @Override
        DataRecord draw(StandardCell cell, int units, int inputs, double bound, ParameterDraws draws) {
            double deviation = 2 / Math.sqrt(5.0 * units);
            int rows = gates(cell) * units;
            double[] bias = new double[rows];
            for (int k = 1; k < units; k++) {
                bias[k] = -k / (units - 1.0);
            }
            DataRecord.Builder parameters = record(glorot(cell, units, inputs, draws), rows, inputs).doubles("bias_ih", bias)
                    .array("recurrent", new NamedArray(draws.clippedNormal(rows, deviation, bound), gates(cell), units));
            return (cell == StandardCell.PARA_GRU ? parameters : parameters.array("peephole",
                    new NamedArray(draws.clippedNormal(PEEPHOLES * units, deviation, bound), PEEPHOLES, units))).build();
        }
    },

    /**
     * The recurrent matrix of each gate a random orthogonal one (Saxe et al. 2013, arXiv:1312.6120), input weights uniform within
     * sqrt(6 / (n + d)) for n inputs, biases 0.
     */
    ORTHOGONAL("orthogonal", EnumSet.of(StandardCell.ELMAN, StandardCell.ELMAN_RELU, StandardCell.GRU, StandardCell.LSTM)) {
        @Override
        DataRecord draw(StandardCell cell, int units, int inputs, double bound, ParameterDraws draws) {
            int rows = gates(cell) * units;
            DataRecord.Builder parameters = record(glorot(cell, units, inputs, draws), rows, inputs);
            double[] recurrent = new double[Math.multiplyExact(rows, units)];
            for (int gate = 0; gate < gates(cell); gate++) {
                System.arraycopy(draws.orthogonal(units), 0, recurrent, gate * units * units, units * units);
            }
            return parameters.array("weight_hh", new NamedArray(recurrent, rows, units)).build();
        }
    };

    /** The field of a document that names an initialiser. */
    public static final String FIELD = "initialiser";

    private static final String BOUND = "bound";
    private static final double STANDARD_BOUND = 0.9;
    private static final int PEEPHOLES = 2;

    private final String label;
    private final Set<StandardCell> cells;

    CellInitialiser(String label, Set<StandardCell> cells) {
        this.label = label;
        this.cells = cells;
    }

    /** The name by which documents refer to the initialiser. */
    public String label() {
        return label;
    }

    /** Whether it knows parameters of this cell. */
    public boolean fits(StandardCell cell) {
        return cells.contains(cell);
    }

    /** The initialiser of that name, if there is one. */
    public static Optional<CellInitialiser> named(String name) {
        return Arrays.stream(values()).filter(initialiser -> initialiser.label.equals(name)).findFirst();
    }

    /**
     * Draws parameters, with the standard bound where there is one.
     *
     * @throws DataException if the initialiser does not fit the cell
     */
    public DataRecord parameters(StandardCell cell, int units, int inputs, long seed) {
        return parameters(cell, units, inputs, seed, STANDARD_BOUND);
    }

    private DataRecord parameters(StandardCell cell, int units, int inputs, long seed, double bound) {
        if (!fits(cell)) {
            throw unfit(label, cell);
        }
        try {
            return draw(cell, units, inputs, bound, new ParameterDraws(seed));
        } catch (ArithmeticException tooLarge) {
            throw new DataException("units is " + units + " with " + inputs
                    + " inputs; expected fewer, as an array cannot hold the weights", tooLarge);
        }
    }

    abstract DataRecord draw(StandardCell cell, int units, int inputs, double bound, ParameterDraws draws);

    /**
     * The parameters of a cell that a document describes by an initialiser.
     *
     * @param cell the cell they are for
     * @param description the fields of the document, {@link #FIELD} among them
     * @throws DataException naming the field that is missing or wrong
     */
    static DataRecord parameters(StandardCell cell, DataRecord description) {
        String name = description.text(FIELD);
        if (StateSpaceInitialiser.named(name).isPresent()) {
            return StateSpaceInitialiser.parameters(cell, description);
        }
        CellInitialiser initialiser = named(name).filter(one -> one.fits(cell)).orElseThrow(() -> unfit(name, cell));
        if (initialiser == PARA_RNN) {
            ParameterShapes.allowed(description, FIELD, "units", "inputs", "seed", BOUND);
        } else {
            ParameterShapes.allowed(description, FIELD, "units", "inputs", "seed");
        }
        double bound = description.has(BOUND) ? description.number(BOUND) : STANDARD_BOUND;
        if (!(bound > 0 && bound <= Double.MAX_VALUE)) {
            throw new DataException("parameter " + BOUND + " is " + bound + "; expected a positive number");
        }
        return initialiser.parameters(cell, ParameterShapes.count(description, "units", OptionalInt.empty()),
                ParameterShapes.count(description, "inputs", OptionalInt.of(1)),
                description.has("seed") ? description.integer("seed") : 0, bound);
    }

    private static DataException unfit(String name, StandardCell cell) {
        List<String> fitting = Stream.concat(Arrays.stream(values()).filter(one -> one.fits(cell)).map(CellInitialiser::label),
                Arrays.stream(StateSpaceInitialiser.values()).filter(one -> one.cell() == cell).map(StateSpaceInitialiser::label)).toList();
        return new DataException("initialiser is " + name + "; for the cell " + cell.label() + " expected "
                + (fitting.isEmpty() ? "none" : "one of " + String.join(", ", fitting)));
    }

    private static int gates(StandardCell cell) {
        return switch (cell) {
            case ELMAN, ELMAN_RELU -> 1;
            case MIN_GRU -> 2;
            case LSTM -> 4;
            default -> 3;
        };
    }

    private static DataRecord.Builder record(double[] weights, int rows, int inputs) {
        return DataRecord.of("parameters", 1).array("weight_ih", new NamedArray(weights, rows, inputs));
    }

    private static double[] glorot(StandardCell cell, int units, int inputs, ParameterDraws draws) {
        return draws.uniform(Math.multiplyExact(gates(cell) * units, inputs), Math.sqrt(6.0 / (inputs + units)));
    }
}
