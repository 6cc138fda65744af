package org.stillpoint.api.problem.recurrence;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

/**
 * Random weights from which training starts: uniform between -1 / sqrt(d) and 1 / sqrt(d) for d units, those of a unit on itself between 0
 * and 1. They are drawn by {@link Random}, and so the same everywhere.
 */
public final class StartWeights {

    private final Random random;

    /** Weights of a seed. */
    public StartWeights(long seed) {
        random = new Random(seed);
    }

    /**
     * A layer of a standard cell with a number of units.
     *
     * @throws DataException if the cell is none that has weights
     */
    public RecurrentLayer layer(String cell, int units, int inputs) {
        StandardCell standard = StandardCell.named(cell).orElseThrow(() -> new DataException("there is no standard cell " + cell
                + " to draw weights for; give the layers with their weights"));
        if (units < 1 || inputs < 0) {
            throw new DataException("a layer of " + units + " units and " + inputs + " inputs; expected at least one unit");
        }
        double bound = 1 / Math.sqrt(units);
        DataRecord.Builder record = DataRecord.of("parameters", 1);
        switch (standard) {
            case ELMAN, ELMAN_RELU -> gated(record, 1, units, inputs, bound);
            case GRU -> gated(record, 3, units, inputs, bound);
            case LSTM -> gated(record, 4, units, inputs, bound);
            case PARA_GRU -> input(record, 3 * units, inputs, bound).array("recurrent", uniform(0, 1, 3, units));
            case PARA_LSTM -> input(record, 3 * units, inputs, bound).array("recurrent", uniform(0, 1, 3, units))
                    .array("peephole", uniform(0, 1, 2, units));
            case MIN_GRU -> input(record, 2 * units, inputs, bound);
            case MIN_LSTM -> input(record, 3 * units, inputs, bound);
            case LINEAR -> input(record, units, inputs, bound).array("transition", uniform(-bound, bound, units, units));
            case DIAGONAL -> input(record, units, inputs, bound).array("transition", uniform(0, 1, units));
            default -> throw new DataException("the cell " + cell + " has no weights to train; expected a gated or a linear one");
        }
        return new RecurrentLayer(cell, record.build());
    }

    /** A readout of so many components of so many outputs of the last layer. */
    public Readout readout(int outputs, int hidden) {
        double bound = 1 / Math.sqrt(hidden);
        return new Readout(DMatrixRMaj.wrap(outputs, hidden, (double[]) uniform(-bound, bound, outputs, hidden).values()),
                (double[]) uniform(-bound, bound, outputs).values());
    }

    private void gated(DataRecord.Builder record, int gates, int units, int inputs, double bound) {
        record.array("weight_ih", uniform(-bound, bound, gates * units, inputs))
                .array("weight_hh", uniform(-bound, bound, gates * units, units))
                .array("bias_ih", uniform(-bound, bound, gates * units)).array("bias_hh", uniform(-bound, bound, gates * units));
    }

    private DataRecord.Builder input(DataRecord.Builder record, int rows, int inputs, double bound) {
        return record.array("weight_ih", uniform(-bound, bound, rows, inputs)).array("bias_ih", uniform(-bound, bound, rows));
    }

    private NamedArray uniform(double low, double high, int... shape) {
        int length = 1;
        for (int extent : shape) {
            length = Math.multiplyExact(length, extent);
        }
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = low + (high - low) * random.nextDouble();
        }
        return new NamedArray(values, shape);
    }
}
