package org.stillpoint.recurrence.internal.cell.dense;

import org.stillpoint.numerics.FloatPanelMatrix;

/** What the kernels of a range of units in single precision share. */
final class FloatDensePart {

    final DenseWeights weights;
    final UnitRange range;
    final FloatPanelMatrix hidden;
    final FloatPanelMatrix input;
    final float[] driveBias;

    FloatDensePart(DenseWeights weights, UnitRange range, int mergedBiases) {
        this.weights = weights;
        this.range = range;
        hidden = weights.floatHidden(range);
        input = weights.floatInput(range);
        driveBias = rounded(weights.driveBias(range, mergedBiases));
    }

    float[] hiddenBias(int gate) {
        return rounded(weights.hiddenBias(range, gate));
    }

    private static float[] rounded(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }
}
