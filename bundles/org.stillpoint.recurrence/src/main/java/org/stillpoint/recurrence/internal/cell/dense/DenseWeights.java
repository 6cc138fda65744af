package org.stillpoint.recurrence.internal.cell.dense;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.numerics.FloatPanelMatrix;
import org.stillpoint.numerics.PanelMatrix;

/** The weights of a cell whose gates see the whole state, gate after gate, and what a part of the units needs of them. */
final class DenseWeights {

    final int gates;
    final int units;
    final int inputs;
    /** U, gates * units x units. */
    final double[] hidden;
    private final double[] input;
    private final double[] inputBias;
    private final double[] hiddenBias;

    DenseWeights(DataRecord parameters, CellShape shape, int gates) {
        this.gates = gates;
        units = shape.hidden();
        inputs = shape.input();
        hidden = parameters.numbers("weight_hh");
        input = parameters.numbers("weight_ih");
        inputBias = parameters.has("bias_ih") ? parameters.numbers("bias_ih") : new double[gates * units];
        hiddenBias = parameters.has("bias_hh") ? parameters.numbers("bias_hh") : new double[gates * units];
    }

    PanelMatrix hidden(UnitRange range) {
        return PanelMatrix.of(rows(hidden, units, range), 0, gates * range.size(), units);
    }

    PanelMatrix input(UnitRange range) {
        return PanelMatrix.of(rows(input, inputs, range), 0, gates * range.size(), inputs);
    }

    FloatPanelMatrix floatHidden(int[] rows) {
        return FloatPanelMatrix.ofRows(hidden, rows, units);
    }

    FloatPanelMatrix floatInput(int[] rows) {
        return FloatPanelMatrix.ofRows(input, rows, inputs);
    }

    /** b, and c for the first gates, whose two biases do the same. */
    double[] driveBias(UnitRange range, int merged) {
        double[] both = rows(inputBias, 1, range);
        double[] other = rows(hiddenBias, 1, range);
        for (int row = 0; row < merged * range.size(); row++) {
            both[row] += other[row];
        }
        return both;
    }

    /** c of one gate. */
    double[] hiddenBias(UnitRange range, int gate) {
        double[] bias = new double[range.size()];
        System.arraycopy(hiddenBias, gate * units + range.from(), bias, 0, bias.length);
        return bias;
    }

    private double[] rows(double[] matrix, int columns, UnitRange range) {
        if (range.size() == units) {
            return matrix.clone();
        }
        int length = range.size() * columns;
        double[] rows = new double[gates * length];
        for (int gate = 0; gate < gates; gate++) {
            System.arraycopy(matrix, (gate * units + range.from()) * columns, rows, gate * length, length);
        }
        return rows;
    }
}
