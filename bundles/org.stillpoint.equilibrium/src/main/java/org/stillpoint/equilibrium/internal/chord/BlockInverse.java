package org.stillpoint.equilibrium.internal.chord;

import java.util.Arrays;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * Inverts a matrix by Gauss-Jordan elimination of blocks, in which nearly all of the work is products of a matrix with a panel. Pivots are
 * looked for within the smallest blocks only, so that a result is to be checked.
 */
final class BlockInverse {

    private static final int OUTER = 64;
    private static final int INNER = 16;

    private final int order;
    private final int block;
    private final double[][] panels;
    private final PanelRoom[] rooms;
    private final double[] factors;
    private final double[] pivots;
    private final BlockInverse whole;
    private final BlockInverse last;

    /** Storage for matrices of this order. */
    BlockInverse(int order) {
        this.order = order;
        block = Math.min(order, order <= OUTER ? INNER : OUTER);
        int blocks = (order + block - 1) / block;
        panels = new double[blocks][];
        rooms = new PanelRoom[blocks];
        for (int j = 0; j < blocks; j++) {
            panels[j] = new double[Math.multiplyExact(order, width(j))];
            rooms[j] = new PanelRoom(block * width(j));
        }
        factors = new double[order * block];
        pivots = new double[block * block];
        whole = block == OUTER ? new BlockInverse(OUTER) : null;
        last = block == OUTER ? new BlockInverse(width(blocks - 1)) : null;
    }

    /**
     * Replaces a matrix, given row by row, by its inverse. The bits do not depend on the number of threads.
     *
     * @param team the threads; null for the calling one alone
     * @return whether no pivot was zero or not finite
     */
    boolean invert(double[] matrix, ThreadTeam team) {
        copyIn(matrix);
        for (int k = 0; k < panels.length; k++) {
            if (!eliminate(k, team)) {
                return false;
            }
        }
        copyOut(matrix);
        return true;
    }

    private int width(int j) {
        return Math.min(block, order - j * block);
    }

    private void copyIn(double[] matrix) {
        for (int j = 0; j < panels.length; j++) {
            for (int i = 0; i < order; i++) {
                System.arraycopy(matrix, i * order + j * block, panels[j], i * width(j), width(j));
            }
        }
    }

    private void copyOut(double[] matrix) {
        for (int j = 0; j < panels.length; j++) {
            for (int i = 0; i < order; i++) {
                System.arraycopy(panels[j], i * width(j), matrix, i * order + j * block, width(j));
            }
        }
    }

    /** Solves the rows of block k for the unknowns of its columns, and replaces these in all other rows. */
    private boolean eliminate(int k, ThreadTeam team) {
        int width = width(k);
        double[] column = panels[k];
        int diagonal = k * block * width;
        System.arraycopy(column, diagonal, pivots, 0, width * width);
        if (!invertPivots(width)) {
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
        PanelMatrix inverse = PanelMatrix.of(pivots, 0, width, width);
        PanelMatrix replacing = PanelMatrix.of(factors, 0, order, width);
        if (team == null || block == INNER) {
            for (int j = 0; j < panels.length; j++) {
                rooms[j].replace(panels[j], k * block * width(j), width(j), inverse, replacing);
            }
        } else {
            team.run(j -> rooms[j].replace(panels[j], k * block * width(j), width(j), inverse, replacing), panels.length);
        }
        return true;
    }

    private boolean invertPivots(int width) {
        if (whole == null) {
            return PivotBlock.invert(pivots, width);
        }
        return (width == OUTER ? whole : last).invert(pivots, null);
    }

    /** Room for one thread. */
    private static final class PanelRoom {

        private final PanelProducts products = new PanelProducts();
        private final double[] rows;

        PanelRoom(int values) {
            rows = new double[values];
        }

        void replace(double[] panel, int offset, int width, PanelMatrix inverse, PanelMatrix replacing) {
            int length = inverse.rows() * width;
            Arrays.fill(rows, 0, length, 0);
            products.addPanel(rows, 0, inverse, panel, offset, width);
            Arrays.fill(panel, offset, offset + length, 0);
            products.addPanel(panel, 0, replacing, rows, 0, width);
        }
    }
}
