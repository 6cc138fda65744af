package org.stillpoint.recurrence.internal.cell.dense;

import org.stillpoint.numerics.FloatPanelMatrix;

/**
 * What the kernels of a range of units in single precision share. The rows of a few units, gate after gate, make a block of the matrices:
 * so gates are computed where the products of their rows have just been.
 */
final class FloatDensePart {

    static final int BLOCK = FloatPanelMatrix.BLOCK;

    final DenseWeights weights;
    final UnitRange range;
    /** The most units of a block. */
    final int unitsOfBlock;
    final int blocks;
    final FloatPanelMatrix hidden;
    final FloatPanelMatrix input;
    /** For each row of the matrices. */
    final float[] driveBias;
    /** For each unit the sums of |w| over the weights of all its gates. */
    private final double[] hiddenSums;
    private final double[] inputSums;

    FloatDensePart(DenseWeights weights, UnitRange range, int mergedBiases) {
        this.weights = weights;
        this.range = range;
        unitsOfBlock = BLOCK / weights.gates;
        blocks = (range.size() + unitsOfBlock - 1) / unitsOfBlock;
        int[] rows = new int[weights.gates * range.size()];
        driveBias = new float[rows.length];
        double[] bias = weights.driveBias(range, mergedBiases);
        int row = 0;
        for (int block = 0; block < blocks; block++) {
            for (int gate = 0; gate < weights.gates; gate++) {
                for (int unit = first(block); unit < first(block) + count(block); unit++) {
                    driveBias[row] = (float) bias[gate * range.size() + unit];
                    rows[row++] = gate * weights.units + range.from() + unit;
                }
            }
        }
        hidden = weights.floatHidden(rows);
        input = weights.floatInput(rows);
        hiddenSums = new double[range.size()];
        inputSums = new double[range.size()];
        for (int i = 0; i < rows.length; i++) {
            int unit = rows[i] % weights.units - range.from();
            hiddenSums[unit] += hidden.absoluteSum(i);
            inputSums[unit] += input.absoluteSum(i);
        }
    }

    /** The first unit of a block, counted from the beginning of the range. */
    int first(int block) {
        return block * unitsOfBlock;
    }

    /** The number of units of a block. */
    int count(int block) {
        return Math.min(unitsOfBlock, range.size() - first(block));
    }

    float[] hiddenBias(int gate) {
        double[] bias = weights.hiddenBias(range, gate);
        float[] rounded = new float[bias.length];
        for (int i = 0; i < bias.length; i++) {
            rounded[i] = (float) bias[i];
        }
        return rounded;
    }

    /** The largest sum of |w| |x| over the weights of one of those of some units that are among these; 0 if none is. */
    double largestSum(UnitRange some, double stateSize, double inputSize) {
        double largest = 0;
        int end = Math.min(some.to(), range.to()) - range.from();
        for (int unit = Math.max(some.from() - range.from(), 0); unit < end; unit++) {
            largest = Math.max(largest, stateSize * hiddenSums[unit] + inputSize * inputSums[unit]);
        }
        return largest;
    }
}
