package org.stillpoint.recurrence.internal.cell.dense;

import org.stillpoint.numerics.PanelMatrix;

/** What the kernels of a range of units share: matrices laid out for products. */
final class DensePart {

    final DenseWeights weights;
    final UnitRange range;
    final PanelMatrix hidden;
    final PanelMatrix input;
    final double[] driveBias;

    /** With the matrices of some units; {@code mergedBiases} gates have both their biases in the drive. */
    DensePart(DenseWeights weights, UnitRange range, int mergedBiases) {
        this.weights = weights;
        this.range = range;
        hidden = weights.hidden(range);
        input = weights.input(range);
        driveBias = weights.driveBias(range, mergedBiases);
    }
}
