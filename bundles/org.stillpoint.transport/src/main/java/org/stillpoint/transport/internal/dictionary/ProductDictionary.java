package org.stillpoint.transport.internal.dictionary;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Mixtures of products of distributions along the axes of a grid, y_n = sum over r of H_nr U_1r (x) ... (x) U_mr. Its parameters are blocks
 * of distributions: one block for the factor of each axis, with a distribution for each atom, and at last one with the codes of each
 * mixture. Distributions are stored one after the other, those of factors too.
 */
final class ProductDictionary {

    private final int atoms;
    private final int mixtures;
    private final int[] lengths;
    private final int size;
    private final double[][] blocks;
    /** For each atom the product of its factors, on the whole grid. */
    private final double[] products;
    private final double[] partial;

    ProductDictionary(int[] lengths, int atoms, int mixtures) {
        this.lengths = lengths;
        this.atoms = atoms;
        this.mixtures = mixtures;
        int points = 1;
        blocks = new double[lengths.length + 1][];
        for (int axis = 0; axis < lengths.length; axis++) {
            blocks[axis] = new double[atoms * lengths[axis]];
            points *= lengths[axis];
        }
        blocks[lengths.length] = new double[mixtures * atoms];
        size = points;
        products = new double[atoms * size];
        partial = new double[size];
    }

    /** The number of blocks. */
    int blocks() {
        return blocks.length;
    }

    /** The distributions of a block, one after the other. */
    double[] block(int block) {
        return blocks[block];
    }

    /** The number of values of each distribution of a block. */
    int length(int block) {
        return block < lengths.length ? lengths[block] : atoms;
    }

    /** How much of all mass goes through each distribution of a block, which scales the derivatives by it. */
    double mass(int block, int distribution) {
        if (block == lengths.length) {
            return 1.0 / mixtures;
        }
        double mass = 0;
        for (int n = 0; n < mixtures; n++) {
            mass += blocks[lengths.length][n * atoms + distribution];
        }
        return mass / mixtures;
    }

    /** Computes all mixtures, one after the other. */
    void mix(double[] result) {
        for (int r = 0; r < atoms; r++) {
            product(r, -1, products, r * size);
        }
        Arrays.fill(result, 0);
        double[] codes = blocks[lengths.length];
        for (int n = 0; n < mixtures; n++) {
            for (int r = 0; r < atoms; r++) {
                double code = codes[n * atoms + r];
                for (int j = 0; j < size; j++) {
                    result[n * size + j] += code * products[r * size + j];
                }
            }
        }
    }

    /**
     * The derivatives of the mean of the losses by the distributions of a block, from those by the mixtures at the last mix.
     *
     * @param potentials the derivatives of each loss by its mixture
     * @param result receives the derivatives, in the layout of the block
     */
    void differentiate(int block, double[][] potentials, double[] result) {
        Arrays.fill(result, 0);
        double[] codes = blocks[lengths.length];
        if (block == lengths.length) {
            for (int n = 0; n < mixtures; n++) {
                for (int r = 0; r < atoms; r++) {
                    double sum = 0;
                    for (int j = 0; j < size; j++) {
                        sum += potentials[n][j] * products[r * size + j];
                    }
                    result[n * atoms + r] = sum / mixtures;
                }
            }
            return;
        }
        int length = lengths[block];
        int stride = stride(block);
        for (int r = 0; r < atoms; r++) {
            product(r, block, partial, 0);
            for (int n = 0; n < mixtures; n++) {
                double code = codes[n * atoms + r] / mixtures;
                for (int j = 0; j < size; j++) {
                    result[r * length + j / stride % length] += code * potentials[n][j] * partial[j];
                }
            }
        }
    }

    /** The product of the factors of an atom, but for one axis where there is to be none. */
    private void product(int atom, int without, double[] result, int offset) {
        for (int j = 0; j < size; j++) {
            double value = 1;
            int rest = j;
            for (int axis = lengths.length - 1; axis >= 0; axis--) {
                int place = rest % lengths[axis];
                rest /= lengths[axis];
                value *= axis == without ? 1 : blocks[axis][atom * lengths[axis] + place];
            }
            result[offset + j] = value;
        }
    }

    private int stride(int axis) {
        int stride = 1;
        for (int later = axis + 1; later < lengths.length; later++) {
            stride *= lengths[later];
        }
        return stride;
    }

    /** The factor of an axis with a distribution in each column, or the codes with one in each row. */
    DMatrixRMaj matrix(int block) {
        if (block == lengths.length) {
            return new DMatrixRMaj(mixtures, atoms, true, blocks[block]);
        }
        DMatrixRMaj factor = new DMatrixRMaj(lengths[block], atoms);
        for (int r = 0; r < atoms; r++) {
            for (int i = 0; i < lengths[block]; i++) {
                factor.set(i, r, blocks[block][r * lengths[block] + i]);
            }
        }
        return factor;
    }

    /** Takes factors with a distribution in each column, and codes. */
    void set(List<DMatrixRMaj> factors, DMatrixRMaj codes) {
        for (int axis = 0; axis < lengths.length; axis++) {
            for (int r = 0; r < atoms; r++) {
                for (int i = 0; i < lengths[axis]; i++) {
                    blocks[axis][r * lengths[axis] + i] = factors.get(axis).get(i, r);
                }
            }
        }
        System.arraycopy(codes.data, 0, blocks[lengths.length], 0, mixtures * atoms);
    }
}
