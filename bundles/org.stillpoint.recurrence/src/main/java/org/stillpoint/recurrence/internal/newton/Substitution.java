package org.stillpoint.recurrence.internal.newton;

import java.util.Arrays;
import org.stillpoint.api.problem.recurrence.JacobianStructure;

/**
 * The step of Newton's method by forward substitution, d_t = r_t + A_t d_{t-1} with A_t = (1 - damping) J_t or its diagonal: one pass, and
 * no matrix is inverted. With damping 1 it is a Jacobi step.
 */
final class Substitution implements StateUpdate {

    private final int size;
    private final int block;
    private final boolean diagonal;
    private final double factor;
    private final double[] carry;
    private final double[] corrected;

    /**
     * Steps for cells of a structure.
     *
     * @param diagonal whether the diagonal of the Jacobian matrix stands for all of it
     */
    Substitution(JacobianStructure structure, int size, boolean diagonal, double damping) {
        this.size = size;
        this.diagonal = diagonal || structure.block() == 1;
        block = structure.block();
        factor = 1 - damping;
        carry = new double[size];
        corrected = new double[block];
    }

    @Override
    public void begin(boolean anchored) {
        Arrays.fill(carry, 0);
    }

    @Override
    public boolean isFinite() {
        for (double value : carry) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void advance(Tile tile, int start) {
        if (factor == 0) {
            jacobi(tile, start);
        } else if (diagonal) {
            for (int k = 0; k < size; k++) {
                carry[k] = component(tile, k, start, carry[k]);
            }
        } else {
            for (int i = 0; i < size / block; i++) {
                if (block == 2) {
                    pair(tile, i, start);
                } else {
                    group(tile, i, start);
                }
            }
        }
    }

    /** A component that depends on itself alone. */
    private double component(Tile tile, int k, int start, double before) {
        int count = tile.count;
        int part = size / block;
        int row = k / part * (block + 1) * part + k % part;
        double[] states = tile.before;
        double[] next = tile.next;
        double[] jacobian = tile.jacobian;
        double d = before;
        int value = k * count + start;
        int entry = row * count + start;
        int end = (k + 1) * count - 1;
        for (; value + 1 < end; value += 2, entry += 2) {
            double first = factor * jacobian[entry];
            double second = factor * jacobian[entry + 1];
            double defect = next[value] - states[value + 1];
            double correction = first * d;
            // two steps at once, so that only one product and one sum depend on the correction before them
            double following = second * first * d + (second * defect + (next[value + 1] - states[value + 2]));
            states[value + 1] = next[value] + correction;
            states[value + 2] = next[value + 1] + second * (defect + correction);
            d = following;
        }
        for (; value < end; value++, entry++) {
            double correction = factor * jacobian[entry] * d;
            double defect = next[value] - states[value + 1];
            states[value + 1] = next[value] + correction;
            d = defect + correction;
        }
        double correction = factor * jacobian[entry] * d;
        double defect = next[value] - tile.last[k];
        tile.last[k] = next[value] + correction;
        return defect + correction;
    }

    /** Two components that depend on each other. */
    private void pair(Tile tile, int i, int start) {
        int count = tile.count;
        int part = size / 2;
        double[] states = tile.before;
        double[] next = tile.next;
        double[] jacobian = tile.jacobian;
        int other = part * count;
        double d0 = carry[i];
        double d1 = carry[part + i];
        int value = i * count + start;
        for (int t = start; t < count; t++, value++) {
            double correction0 = factor * jacobian[value] * d0 + factor * jacobian[value + other] * d1;
            double correction1 = factor * jacobian[value + 2 * other] * d0 + factor * jacobian[value + 3 * other] * d1;
            d0 = next[value] - tile.state(i, t) + correction0;
            d1 = next[value + other] - tile.state(part + i, t) + correction1;
            if (t + 1 < count) {
                states[value + 1] = next[value] + correction0;
                states[value + other + 1] = next[value + other] + correction1;
            } else {
                tile.last[i] = next[value] + correction0;
                tile.last[part + i] = next[value + other] + correction1;
            }
        }
        carry[i] = d0;
        carry[part + i] = d1;
    }

    /** As many components that depend on each other as the structure has parts. */
    private void group(Tile tile, int i, int start) {
        int count = tile.count;
        int part = size / block;
        for (int t = start; t < count; t++) {
            for (int p = 0; p < block; p++) {
                double correction = 0;
                int entry = (p * block * part + i) * count + t;
                for (int q = 0; q < block; q++, entry += part * count) {
                    correction += tile.jacobian[entry] * carry[q * part + i];
                }
                corrected[p] = factor * correction;
            }
            for (int p = 0; p < block; p++) {
                int k = p * part + i;
                double value = tile.next[k * count + t];
                carry[k] = value - tile.state(k, t) + corrected[p];
                tile.set(k, t, value + corrected[p]);
            }
        }
    }

    private void jacobi(Tile tile, int start) {
        for (int k = 0; k < size; k++) {
            int row = k * tile.count;
            carry[k] = tile.next[row + tile.count - 1] - tile.last[k];
            System.arraycopy(tile.next, row + start, tile.before, row + start + 1, tile.count - 1 - start);
            tile.last[k] = tile.next[row + tile.count - 1];
        }
    }
}
