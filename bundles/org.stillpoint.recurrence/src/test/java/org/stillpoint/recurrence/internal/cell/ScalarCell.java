package org.stillpoint.recurrence.internal.cell;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.stillpoint.api.problem.recurrence.RecurrentCell;

/** A user's cell of one component, of one input or of none. */
public record ScalarCell(int inputSize, DoubleBinaryOperator map) implements RecurrentCell {

    /** A cell of one input. */
    public ScalarCell(DoubleBinaryOperator map) {
        this(1, map);
    }

    /** A cell without input. */
    public static ScalarCell autonomous(DoubleUnaryOperator map) {
        return new ScalarCell(0, (h, x) -> map.applyAsDouble(h));
    }

    @Override
    public int stateSize() {
        return 1;
    }

    @Override
    public void step(double[] state, double[] input, double[] next) {
        next[0] = map.applyAsDouble(state[0], inputSize == 0 ? 0 : input[0]);
    }
}
