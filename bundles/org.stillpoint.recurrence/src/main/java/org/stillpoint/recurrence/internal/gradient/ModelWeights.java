package org.stillpoint.recurrence.internal.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;

/** The weights of layers that run forwards, and of a readout, as one vector. */
public final class ModelWeights {

    private final List<RecurrentLayer> pattern;
    private final Optional<Readout> readout;
    private final List<CellAdjoint> cells = new ArrayList<>();
    private final int readoutWeight;
    private final int size;

    /**
     * The weights of such layers.
     *
     * @throws SolverException if a cell cannot be differentiated by its weights
     */
    public ModelWeights(List<RecurrentLayer> pattern, Optional<Readout> readout) throws SolverException {
        this.pattern = pattern;
        this.readout = readout;
        int place = 0;
        for (RecurrentLayer layer : pattern) {
            CellAdjoint cell = CellAdjoint.of(layer, 0, place).orElseThrow(() -> new SolverException("the cell " + layer.cell()
                    + " has no weights to train; expected a gated or a linear one"));
            cells.add(cell);
            place += cell.parameters.size();
        }
        readoutWeight = place;
        size = place + readout.map(map -> map.weight().getNumElements() + map.size()).orElse(0);
    }

    /** The number of weights. */
    public int size() {
        return size;
    }

    /** The weights of the layers and the readout that this was made from. */
    public double[] start() {
        double[] vector = new double[size];
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).parameters.read(pattern.get(i).forward(), vector, cells.get(i).base);
        }
        readout.ifPresent(map -> {
            System.arraycopy(map.weight().data, 0, vector, readoutWeight, map.weight().getNumElements());
            System.arraycopy(map.bias(), 0, vector, readoutBias(), map.size());
        });
        return vector;
    }

    /** Layers with the weights of a vector. */
    public List<RecurrentLayer> layers(double[] vector) {
        List<RecurrentLayer> layers = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            layers.add(new RecurrentLayer(pattern.get(i).cell(), cells.get(i).parameters.record(vector, cells.get(i).base)));
        }
        return layers;
    }

    /** The readout with the weights of a vector. */
    public Optional<Readout> readout(double[] vector) {
        return readout.map(map -> {
            double[] weight = new double[map.weight().getNumElements()];
            double[] bias = new double[map.size()];
            System.arraycopy(vector, readoutWeight, weight, 0, weight.length);
            System.arraycopy(vector, readoutBias(), bias, 0, bias.length);
            return new Readout(DMatrixRMaj.wrap(map.weight().numRows, map.weight().numCols, weight), bias);
        });
    }

    List<CellAdjoint> cells() {
        return cells;
    }

    boolean hasReadout() {
        return readout.isPresent();
    }

    /** The number of components of the output. */
    int outputs() {
        return readout.map(Readout::size).orElseGet(() -> cells.get(cells.size() - 1).shape.hidden());
    }

    int readoutWeight() {
        return readoutWeight;
    }

    int readoutBias() {
        return size - readout.map(Readout::size).orElse(0);
    }
}
