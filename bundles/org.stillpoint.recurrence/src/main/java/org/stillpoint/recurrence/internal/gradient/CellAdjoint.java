package org.stillpoint.recurrence.internal.gradient;

import java.util.Arrays;
import java.util.Optional;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.StandardCell;

/**
 * A cell that can be differentiated by its parameters and its input: with the sums u = W x + b + U h + c of its gates (where the last gate
 * keeps U h + c apart, v) and the function of its units, h' = phi(u, v, h). For a cotangent lambda of h', delta = phi_u'lambda is the
 * cotangent of the sums, W'delta that of the input, U'delta + phi_h'lambda that of the state, and over all steps at once
 *
 * <pre>
 *   dL/dW = sum of delta x',   dL/dU = sum of delta h',   dL/db = dL/dc = sum of delta.
 * </pre>
 *
 * The weights are part of a vector of parameters, so that they can change. Immutable.
 */
final class CellAdjoint {

    /** The sizes. */
    final CellShape shape;
    /** How the weights stand in the vector, from {@link #base} on. */
    final CellParameters parameters;
    final int base;
    private final UnitFunction unit;
    private final int units;
    private final int sums;
    private final int apart;
    private final int weightInput;
    private final int biasInput;
    private final int weightState;
    private final int biasState;
    private final int own;

    private CellAdjoint(StandardCell cell, DataRecord record, UnitFunction unit, int base) {
        this.unit = unit;
        this.base = base;
        shape = cell.shape(record);
        parameters = new CellParameters(record);
        units = shape.state() / unit.parts();
        sums = unit.gates() * units;
        apart = unit.apart() * units;
        weightInput = place("weight_ih");
        biasInput = place("bias_ih");
        weightState = place(cell == StandardCell.LINEAR ? "transition" : "weight_hh");
        biasState = place("bias_hh");
        own = Math.max(0, cell == StandardCell.LINEAR ? 0 : Math.max(place("recurrent"), place("transition")));
    }

    /** The cell of a direction of a layer with weights from some place on; none where it is no cell of such a form. */
    static Optional<CellAdjoint> of(RecurrentLayer layer, int direction, int base) {
        return layer.standardCell().map(cell -> {
            UnitFunction unit = unit(cell);
            return unit == null ? null : new CellAdjoint(cell, layer.parameters(direction), unit, base);
        });
    }

    private static UnitFunction unit(StandardCell cell) {
        return switch (cell) {
            case ELMAN -> PlainUnits.TANH;
            case ELMAN_RELU -> PlainUnits.RELU;
            case LINEAR -> PlainUnits.IDENTITY;
            case GRU -> new GruUnits();
            case LSTM -> new LstmUnits();
            case PARA_GRU -> new ParaGruUnits();
            case PARA_LSTM -> new ParaLstmUnits();
            case MIN_GRU -> MinUnits.GRU;
            case MIN_LSTM -> MinUnits.LSTM;
            case DIAGONAL -> DiagonalUnits.REAL;
            case COMPLEX_DIAGONAL -> DiagonalUnits.COMPLEX;
            default -> null;
        };
    }

    private int place(String name) {
        int offset = parameters.offset(name);
        return offset < 0 ? -1 : base + offset;
    }

    /** Whether units act on each other, so that the Jacobian matrix is dense. */
    boolean dense() {
        return weightState >= 0;
    }

    /** The number of sums. */
    int sums() {
        return sums;
    }

    /** The number of values kept apart. */
    int apart() {
        return apart;
    }

    /** What input and vectors give to the sums, and the vector's part of what is kept apart. */
    void drive(double[] weights, Panel input, Panel sumsPanel, Panel apartPanel, StridedProducts products) {
        for (int k = 0; k < sums; k++) {
            boolean keptApart = k >= sums - apart;
            double value = (biasInput < 0 ? 0 : weights[biasInput + k])
                    + (biasState < 0 || keptApart ? 0 : weights[biasState + k]);
            int row = sumsPanel.row(k);
            Arrays.fill(sumsPanel.values, row, row + sumsPanel.lanes, value);
            if (keptApart) {
                int other = apartPanel.row(k - sums + apart);
                Arrays.fill(apartPanel.values, other, other + apartPanel.lanes, biasState < 0 ? 0 : weights[biasState + k]);
            }
        }
        if (weightInput >= 0 && shape.input() > 0) {
            products.add(weights, weightInput, sums, shape.input(), input, sumsPanel, 0);
        }
    }

    /** From sums that {@link #drive} has begun and states to next states. */
    void step(double[] weights, Panel sumsPanel, Panel apartPanel, Panel state, Panel next, StridedProducts products) {
        if (weightState >= 0) {
            int together = sums - apart;
            products.add(weights, weightState, together, units, state, sumsPanel, 0);
            if (apart > 0) {
                products.add(weights, weightState + together * units, apart, units, state, apartPanel, 0);
            }
        }
        unit.apply(sumsPanel, apartPanel, state, weights, own, next);
    }

    /**
     * From cotangents of next states to those of the sums, in their place, and of the states; the derivatives by the units' own parameters
     * are added to the gradient.
     */
    void pullBack(double[] weights, Panel sumsPanel, Panel apartPanel, Panel state, Panel next, Panel cotangent, Panel stateCotangent,
            double[] gradient, StridedProducts products) {
        unit.pullBack(sumsPanel, apartPanel, state, next, weights, own, cotangent, stateCotangent, gradient);
        if (weightState >= 0) {
            int together = sums - apart;
            products.addTransposed(weights, weightState, together, units, sumsPanel, 0, stateCotangent);
            if (apart > 0) {
                products.addTransposed(weights, weightState + together * units, apart, units, apartPanel, 0, stateCotangent);
            }
        }
    }

    /** Adds the derivatives by matrices and vectors, from cotangents of the sums. */
    void gradient(Panel input, Panel state, Panel sumsPanel, Panel apartPanel, double[] gradient, StridedProducts products) {
        int together = sums - apart;
        if (weightInput >= 0) {
            products.addOuter(sumsPanel, 0, sums, input, shape.input(), gradient, weightInput);
        }
        if (biasInput >= 0) {
            products.addSums(sumsPanel, 0, sums, gradient, biasInput);
        }
        if (weightState >= 0) {
            products.addOuter(sumsPanel, 0, together, state, units, gradient, weightState);
            products.addOuter(apartPanel, 0, apart, state, units, gradient, weightState + together * units);
        }
        if (biasState >= 0) {
            products.addSums(sumsPanel, 0, together, gradient, biasState);
            products.addSums(apartPanel, 0, apart, gradient, biasState + together);
        }
    }

    /** Adds the cotangents of the input, from those of the sums. */
    void inputCotangent(double[] weights, Panel sumsPanel, Panel inputCotangent, StridedProducts products) {
        if (weightInput >= 0 && shape.input() > 0) {
            products.addTransposed(weights, weightInput, sums, shape.input(), sumsPanel, 0, inputCotangent);
        }
    }
}
