package org.stillpoint.api.problem.recurrence;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

/**
 * Random weights of the layers and the readout of a model from which training starts: those of {@link CellInitialiser#UNIFORM}; of linear
 * cells and readouts uniform between -1 / sqrt(d) and 1 / sqrt(d) for d units, of diagonal transitions between 0 and 1. The same seed gives
 * the same weights.
 */
public final class StartWeights {

    private final ParameterDraws draws;
    private long seed;

    /** Weights of a seed. */
    public StartWeights(long seed) {
        this.seed = seed;
        draws = new ParameterDraws(~seed);
    }

    /**
     * The next layer, of a standard cell with a number of units.
     *
     * @throws DataException if the cell is none that has weights
     */
    public RecurrentLayer layer(String cell, int units, int inputs) {
        StandardCell standard = StandardCell.named(cell).orElseThrow(() -> new DataException("there is no standard cell " + cell
                + " to draw weights for; give the layers with their weights"));
        if (units < 1 || inputs < 0) {
            throw new DataException("a layer of " + units + " units and " + inputs + " inputs; expected at least one unit");
        }
        if (standard == StandardCell.LINEAR || standard == StandardCell.DIAGONAL) {
            return new RecurrentLayer(cell, linear(standard == StandardCell.DIAGONAL, units, inputs));
        }
        return new RecurrentLayer(cell, CellInitialiser.UNIFORM.parameters(standard, units, inputs, seed++));
    }

    private DataRecord linear(boolean diagonal, int units, int inputs) {
        double bound = 1 / Math.sqrt(units);
        DataRecord.Builder record = DataRecord.of("parameters", 1);
        if (inputs > 0) {
            record.array("weight_ih", new NamedArray(draws.uniform(Math.multiplyExact(units, inputs), bound), units, inputs));
        }
        record.doubles("bias_ih", draws.uniform(units, bound));
        if (!diagonal) {
            return record.array("transition", new NamedArray(draws.uniform(Math.multiplyExact(units, units), bound), units, units)).build();
        }
        double[] transition = draws.uniform(units, 1);
        for (int i = 0; i < units; i++) {
            transition[i] = Math.abs(transition[i]);
        }
        return record.doubles("transition", transition).build();
    }

    /** A readout of so many components of so many outputs of the last layer. */
    public Readout readout(int outputs, int hidden) {
        double bound = 1 / Math.sqrt(hidden);
        return new Readout(DMatrixRMaj.wrap(outputs, hidden, draws.uniform(Math.multiplyExact(outputs, hidden), bound)),
                draws.uniform(outputs, bound));
    }
}
