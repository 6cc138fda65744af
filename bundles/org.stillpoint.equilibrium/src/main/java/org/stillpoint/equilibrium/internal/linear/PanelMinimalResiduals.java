package org.stillpoint.equilibrium.internal.linear;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * The generalised minimal residual method GMRES for A x = b, one system for each lane of a panel, all lanes in step so that A is applied to
 * panels (Y. Saad, M. H. Schultz, SIAM J. Sci. Stat. Comput. 7, 1986): Arnoldi's process by modified Gram-Schmidt, the least squares
 * problems by plane rotations. A lane that is done waits for the others; its bits depend on no other lane.
 *
 * <p>The instance is the workspace: solving allocates nothing. Used by one thread.
 */
public final class PanelMinimalResiduals {

    /** A linear map of panels. */
    @FunctionalInterface
    public interface Product {

        /** Computes the images of the lanes of a panel. */
        void apply(double[] x, int lanes, double[] result);
    }

    /** A new direction shorter than this part of what it was before it was made orthogonal is rounding. */
    private static final double BREAKDOWN = 1e-14;

    private final int dimension;
    private final int memory;
    private final int capacity;
    /** The orthonormal bases, panel j from j * dimension * lanes. */
    private final double[] basis;
    private final double[] direction;
    private final double[] image;
    /** The triangular factors, entry i of column j from (j * (memory + 1) + i) * capacity. */
    private final double[] factor;
    private final double[] cosines;
    private final double[] sines;
    private final double[] right;
    private final double[] norms;
    private final double[] before;
    private final double[] room;
    private final int[] columns;
    private final int[] spent;
    private final boolean[] done;

    /**
     * A workspace.
     *
     * @param dimension the number of unknowns of a lane, at least 1
     * @param memory the most products with A for one solution, at least 1; more than the dimension is of no use and not kept
     * @param capacity the most lanes
     */
    public PanelMinimalResiduals(int dimension, int memory, int capacity) {
        this.dimension = dimension;
        this.memory = Math.min(memory, dimension);
        this.capacity = capacity;
        int panel = Math.multiplyExact(dimension, capacity);
        basis = new double[Math.multiplyExact(this.memory + 1, panel)];
        direction = new double[panel];
        image = new double[panel];
        factor = new double[this.memory * (this.memory + 1) * capacity];
        cosines = new double[this.memory * capacity];
        sines = new double[this.memory * capacity];
        right = new double[(this.memory + 1) * capacity];
        norms = new double[capacity];
        before = new double[capacity];
        room = new double[capacity];
        columns = new int[capacity];
        spent = new int[capacity];
        done = new boolean[capacity];
    }

    /**
     * Solves A x = b from x = 0.
     *
     * @param x receives the best x found; zeros where a number was not finite
     * @param enough for each lane the norm of the residual that is good enough
     * @param goOn asked before every product with A
     * @return the number of products with A
     */
    public int solve(Product a, double[] b, double[] enough, int lanes, double[] x, BooleanSupplier goOn) {
        int length = dimension * lanes;
        Arrays.fill(x, 0, length, 0);
        Arrays.fill(right, 0);
        System.arraycopy(b, 0, basis, 0, length);
        norm(basis, 0, lanes, norms);
        for (int lane = 0; lane < lanes; lane++) {
            right[lane] = norms[lane];
            columns[lane] = 0;
            spent[lane] = 0;
            done[lane] = !(norms[lane] > enough[lane] && norms[lane] <= Double.MAX_VALUE);
            room[lane] = done[lane] ? 0 : 1 / norms[lane];
        }
        scale(basis, 0, lanes);
        int products = 0;
        while (products < memory && !allDone(lanes) && goOn.getAsBoolean()) {
            extend(a, products, lanes);
            for (int lane = 0; lane < lanes; lane++) {
                if (!done[lane]) {
                    spent[lane]++;
                    done[lane] = rotate(products, lane) || norms[lane] <= enough[lane];
                }
            }
            products++;
        }
        combine(products, lanes, x);
        return products;
    }

    /** The norms of the residuals of the last solution, as the recursion has them. */
    public double[] residualNorms() {
        return norms;
    }

    /** For each lane the products with A that it took part in until it was done. */
    public int[] products() {
        return spent;
    }

    private boolean allDone(int lanes) {
        boolean all = true;
        for (int lane = 0; lane < lanes; lane++) {
            all &= done[lane];
        }
        return all;
    }

    /** Adds a vector to each basis; {@code before} keeps what was left of A times the last one, {@code room} what it was. */
    private void extend(Product a, int column, int lanes) {
        int length = dimension * lanes;
        System.arraycopy(basis, column * length, direction, 0, length);
        a.apply(direction, lanes, image);
        norm(image, 0, lanes, before);
        int start = column * (memory + 1) * capacity;
        for (int i = 0; i <= column; i++) {
            int entry = start + i * capacity;
            Arrays.fill(factor, entry, entry + lanes, 0);
            for (int k = 0; k < dimension; k++) {
                int row = k * lanes;
                int vector = i * length + row;
                for (int lane = 0; lane < lanes; lane++) {
                    factor[entry + lane] += image[row + lane] * basis[vector + lane];
                }
            }
            for (int k = 0; k < dimension; k++) {
                int row = k * lanes;
                int vector = i * length + row;
                for (int lane = 0; lane < lanes; lane++) {
                    image[row + lane] -= factor[entry + lane] * basis[vector + lane];
                }
            }
        }
        int last = start + (column + 1) * capacity;
        norm(image, 0, lanes, room);
        for (int lane = 0; lane < lanes; lane++) {
            factor[last + lane] = room[lane];
            before[lane] = before[lane] == 0 ? 0 : room[lane] / before[lane];
            room[lane] = room[lane] > 0 && !done[lane] ? 1 / room[lane] : 0;
        }
        System.arraycopy(image, 0, basis, (column + 1) * length, length);
        scale(basis, (column + 1) * length, lanes);
    }

    /** Makes the new column of a lane triangular; returns whether the space of the lane cannot grow any more. */
    private boolean rotate(int column, int lane) {
        int start = column * (memory + 1) * capacity + lane;
        boolean grown = before[lane] > BREAKDOWN;
        double largest = 0;
        for (int i = 0; i <= column; i++) {
            largest = Math.max(largest, Math.abs(factor[start + i * capacity]));
        }
        for (int i = 0; i < column; i++) {
            double upper = factor[start + i * capacity];
            double lower = factor[start + (i + 1) * capacity];
            double cosine = cosines[i * capacity + lane];
            double sine = sines[i * capacity + lane];
            factor[start + i * capacity] = cosine * upper + sine * lower;
            factor[start + (i + 1) * capacity] = cosine * lower - sine * upper;
        }
        int diagonal = start + column * capacity;
        double below = grown ? factor[diagonal + capacity] : 0;
        double length = Math.hypot(factor[diagonal], below);
        if (!(length > BREAKDOWN * largest && length <= Double.MAX_VALUE)) {
            return true;
        }
        double cosine = factor[diagonal] / length;
        double sine = below / length;
        cosines[column * capacity + lane] = cosine;
        sines[column * capacity + lane] = sine;
        factor[diagonal] = length;
        right[(column + 1) * capacity + lane] = -sine * right[column * capacity + lane];
        right[column * capacity + lane] = cosine * right[column * capacity + lane];
        norms[lane] = Math.abs(right[(column + 1) * capacity + lane]);
        columns[lane] = column + 1;
        return !grown;
    }

    /** x = the combination of the basis with the least residual, in each lane. */
    private void combine(int products, int lanes, double[] x) {
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = products - 1; i >= 0; i--) {
                double weight = i < columns[lane] ? right[i * capacity + lane] : 0;
                for (int j = i + 1; j < columns[lane]; j++) {
                    weight -= factor[(j * (memory + 1) + i) * capacity + lane] * right[j * capacity + lane];
                }
                right[i * capacity + lane] = weight == 0 ? 0 : weight / factor[(i * (memory + 1) + i) * capacity + lane];
            }
        }
        int length = dimension * lanes;
        for (int i = 0; i < products; i++) {
            for (int k = 0; k < dimension; k++) {
                int row = k * lanes;
                int vector = i * length + row;
                for (int lane = 0; lane < lanes; lane++) {
                    x[row + lane] += right[i * capacity + lane] * basis[vector + lane];
                }
            }
        }
    }

    private void norm(double[] panel, int offset, int lanes, double[] result) {
        Arrays.fill(result, 0, lanes, 0);
        for (int k = 0; k < dimension; k++) {
            int row = offset + k * lanes;
            for (int lane = 0; lane < lanes; lane++) {
                result[lane] += panel[row + lane] * panel[row + lane];
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            result[lane] = Math.sqrt(result[lane]);
        }
    }

    /** Multiplies each lane by what {@code room} has for it; lanes that are done, also not finite ones, become zeros. */
    private void scale(double[] panel, int offset, int lanes) {
        for (int k = 0; k < dimension; k++) {
            int row = offset + k * lanes;
            for (int lane = 0; lane < lanes; lane++) {
                panel[row + lane] = room[lane] == 0 ? 0 : panel[row + lane] * room[lane];
            }
        }
    }
}
