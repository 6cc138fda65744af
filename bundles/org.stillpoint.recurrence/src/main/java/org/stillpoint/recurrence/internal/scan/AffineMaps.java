package org.stillpoint.recurrence.internal.scan;

/**
 * A sequence of affine maps z to M_u z + v_u, u = 0 .. count - 1, and the places where the states z_u = M_u z_{u-1} + v_u go: a scan finds
 * each v_u in its place and leaves z_u there. Forwards the maps are those of h_t = J_t h_{t-1} + b_t; backwards, in reverse order and
 * transposed, those of the adjoint lam_t = g_t + J_{t+1}' lam_{t+1}. Matrices lie one after the other, or there is one for all.
 */
public final class AffineMaps {

    private final BlockMatrices products;
    private final double[] matrices;
    private final int matrixOffset;
    private final int matrixStride;
    private final double[] values;
    private final int valueOffset;
    private final int valueStride;
    private final int count;
    private final boolean transposed;

    private AffineMaps(BlockMatrices products, double[] matrices, int matrixOffset, int matrixStride, double[] values, int valueOffset,
            int valueStride, int count, boolean transposed) {
        this.products = products;
        this.matrices = matrices;
        this.matrixOffset = matrixOffset;
        this.matrixStride = matrixStride;
        this.values = values;
        this.valueOffset = valueOffset;
        this.valueStride = valueStride;
        this.count = count;
        this.transposed = transposed;
    }

    /**
     * The maps z to J_t z + b_t for t = 1 .. steps.
     *
     * @param matrices J_t begins at {@code matrixOffset + (t - 1) * matrixStride}
     * @param matrixStride the number of entries of a matrix, or 0 if all J_t are the same
     * @param values holds b_t at {@code valueOffset + (t - 1) * size}, and h_t after the scan
     */
    public static AffineMaps forward(BlockMatrices products, double[] matrices, int matrixOffset, int matrixStride, double[] values,
            int valueOffset, int steps) {
        return new AffineMaps(products, matrices, matrixOffset, matrixStride, values, valueOffset, products.size(), steps, false);
    }

    /**
     * The maps z to J_{t+1}' z + g_t for t = steps - 1 .. 1: all but the last step, whose adjoint is what the scan starts from. The arrays
     * are those of {@link #forward}; J_1 is not used.
     *
     * @param values holds g_t at {@code valueOffset + (t - 1) * size}, and lam_t after the scan
     */
    public static AffineMaps backward(BlockMatrices products, double[] matrices, int matrixOffset, int matrixStride, double[] values,
            int valueOffset, int steps) {
        int size = products.size();
        return new AffineMaps(products, matrices, matrixOffset + (steps - 1) * matrixStride, -matrixStride, values,
                valueOffset + (steps - 2) * size, -size, steps - 1, true);
    }

    BlockMatrices products() {
        return products;
    }

    int count() {
        return count;
    }

    double[] values() {
        return values;
    }

    int valueAt(int position) {
        return valueOffset + position * valueStride;
    }

    /** Adds M_u z to the value v_u. */
    void advance(int position, double[] state, int stateOffset) {
        advance(position, state, stateOffset, values, valueAt(position));
    }

    /** Does that for the maps from one to another, z being the state in the place before each. */
    void advance(int from, int to) {
        if (products.block() == 1) {
            advanceDiagonal(from, to);
            return;
        }
        for (int u = from; u < to; u++) {
            advance(u, values, valueAt(u - 1));
        }
    }

    private void advanceDiagonal(int from, int to) {
        int size = products.size();
        int matrix = matrixOffset + from * matrixStride;
        int value = valueAt(from);
        for (int u = from; u < to; u++) {
            for (int k = 0; k < size; k++) {
                values[value + k] += matrices[matrix + k] * values[value - valueStride + k];
            }
            matrix += matrixStride;
            value += valueStride;
        }
    }

    /** Adds M_u z to another vector. */
    void advance(int position, double[] state, int stateOffset, double[] result, int resultOffset) {
        applyProduct(matrices, matrixOffset + position * matrixStride, state, stateOffset, result, resultOffset);
    }

    /** result = M_u P; transposed maps keep the transposed of their products. */
    void compose(int position, double[] product, int productOffset, double[] result, int resultOffset) {
        int matrix = matrixOffset + position * matrixStride;
        if (transposed) {
            products.multiply(product, productOffset, matrices, matrix, result, resultOffset);
        } else {
            products.multiply(matrices, matrix, product, productOffset, result, resultOffset);
        }
    }

    /** y = y + P x for a product of {@link #compose}. */
    void applyProduct(double[] product, int productOffset, double[] x, int xOffset, double[] y, int yOffset) {
        if (transposed) {
            products.addTransposedProduct(product, productOffset, x, xOffset, y, yOffset);
        } else {
            products.addProduct(product, productOffset, x, xOffset, y, yOffset);
        }
    }

    /** Copies M_u, transposed maps its transposed. */
    void copyMatrix(int position, double[] result, int resultOffset) {
        System.arraycopy(matrices, matrixOffset + position * matrixStride, result, resultOffset, products.entries());
    }

    /** The maps of every other pair, M_{2i+1} M_{2i}, of which the matrices are in {@code pairs} and the values in {@code pairValues}. */
    AffineMaps pairs(double[] pairs, double[] pairValues) {
        return new AffineMaps(products, pairs, 0, products.entries(), pairValues, 0, products.size(), count / 2, transposed);
    }

    /** Writes map {@code i} of {@link #pairs}. */
    void pair(int i, double[] pairs, double[] pairValues) {
        int entries = products.entries();
        int size = products.size();
        int first = matrixOffset + 2 * i * matrixStride;
        compose(2 * i + 1, matrices, first, pairs, i * entries);
        System.arraycopy(values, valueAt(2 * i + 1), pairValues, i * size, size);
        advance(2 * i + 1, values, valueAt(2 * i), pairValues, i * size);
    }
}
