package org.stillpoint.equilibrium.internal.chord;

import java.util.Arrays;
import org.stillpoint.numerics.FloatPanelMatrix;
import org.stillpoint.numerics.PanelProducts;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * Inverts a matrix as {@link BlockInverse} does, by products in single precision; the blocks of pivots alone are inverted in double
 * precision.
 */
final class FloatBlockInverse {

    /** The order of blocks; nothing is gained where there is but one. */
    static final int BLOCK = 64;

    private final int order;
    private final float[][] panels;
    private final PanelRoom[] rooms;
    private final double[] factors;
    private final double[] pivots;
    private final BlockInverse whole;
    private final BlockInverse last;

    /** Storage for matrices of this order. */
    FloatBlockInverse(int order) {
        this.order = order;
        int blocks = (order + BLOCK - 1) / BLOCK;
        panels = new float[blocks][];
        rooms = new PanelRoom[blocks];
        for (int j = 0; j < blocks; j++) {
            panels[j] = new float[Math.multiplyExact(order, width(j))];
            rooms[j] = new PanelRoom(BLOCK * width(j));
        }
        factors = new double[Math.multiplyExact(order, BLOCK)];
        pivots = new double[BLOCK * BLOCK];
        last = new BlockInverse(width(blocks - 1));
        whole = width(blocks - 1) == BLOCK ? last : new BlockInverse(BLOCK);
    }

    /**
     * Replaces a matrix, given row by row, by its inverse. The bits do not depend on the number of threads.
     *
     * @return whether no pivot was zero or not finite
     */
    boolean invert(double[] matrix, ThreadTeam team) {
        team.run(j -> copyIn(matrix, j), panels.length);
        for (int k = 0; k < panels.length; k++) {
            if (!eliminate(k, team)) {
                return false;
            }
        }
        team.run(j -> copyOut(matrix, j), panels.length);
        return true;
    }

    private int width(int j) {
        return Math.min(BLOCK, order - j * BLOCK);
    }

    private void copyIn(double[] matrix, int j) {
        float[] panel = panels[j];
        int width = width(j);
        for (int i = 0; i < order; i++) {
            int source = i * order + j * BLOCK;
            for (int k = 0; k < width; k++) {
                panel[i * width + k] = (float) matrix[source + k];
            }
        }
    }

    private void copyOut(double[] matrix, int j) {
        float[] panel = panels[j];
        int width = width(j);
        for (int i = 0; i < order; i++) {
            int target = i * order + j * BLOCK;
            for (int k = 0; k < width; k++) {
                matrix[target + k] = panel[i * width + k];
            }
        }
    }

    /** Solves the rows of block k for the unknowns of its columns, and replaces these in all other rows. */
    private boolean eliminate(int k, ThreadTeam team) {
        int width = width(k);
        float[] column = panels[k];
        int diagonal = k * BLOCK * width;
        for (int i = 0; i < width * width; i++) {
            pivots[i] = column[diagonal + i];
        }
        if (!(width == BLOCK ? whole : last).invert(pivots, null)) {
            return false;
        }
        for (int i = 0; i < order * width; i++) {
            factors[i] = -column[i];
        }
        Arrays.fill(column, 0);
        Arrays.fill(factors, diagonal, diagonal + width * width, 0);
        for (int i = 0; i < width; i++) {
            column[diagonal + i * width + i] = 1;
            factors[diagonal + i * width + i] = 1;
        }
        FloatPanelMatrix inverse = FloatPanelMatrix.of(pivots, 0, width, width);
        FloatPanelMatrix replacing = FloatPanelMatrix.of(factors, 0, order, width, team);
        team.run(j -> rooms[j].replace(panels[j], k * BLOCK * width(j), width(j), inverse, replacing), panels.length);
        return true;
    }

    /** Room for one thread. */
    private static final class PanelRoom {

        private final PanelProducts products = new PanelProducts();
        private final float[] rows;

        PanelRoom(int values) {
            rows = new float[values];
        }

        void replace(float[] panel, int offset, int width, FloatPanelMatrix inverse, FloatPanelMatrix replacing) {
            int length = inverse.rows() * width;
            Arrays.fill(rows, 0, length, 0);
            products.addPanel(rows, 0, inverse, panel, offset, width);
            Arrays.fill(panel, offset, offset + length, 0);
            products.addPanel(panel, 0, replacing, rows, 0, width);
        }
    }
}
