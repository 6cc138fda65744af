package org.stillpoint.equilibrium.internal.layer;

import java.util.Arrays;
import org.stillpoint.numerics.VectorKernels;

/** The softmax of consecutive rows of a panel, all lanes side by side. Used by one thread. */
public final class PanelSoftmax {

    private final double[] room;

    /** For up to so many lanes. */
    public PanelSoftmax(int lanes) {
        room = new double[lanes];
    }

    /** Replaces scores t by exp(t_i) / sum of exp(t_j), without overflow. */
    public void apply(double[] panel, int firstRow, int rows, int lanes) {
        int from = firstRow * lanes;
        System.arraycopy(panel, from, room, 0, lanes);
        for (int at = from + lanes; at < from + rows * lanes; at += lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                room[lane] = Math.max(room[lane], panel[at + lane]);
            }
        }
        for (int at = from; at < from + rows * lanes; at += lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                panel[at + lane] -= room[lane];
            }
        }
        VectorKernels.exp(panel, from, panel, from, rows * lanes);
        Arrays.fill(room, 0, lanes, 0);
        for (int at = from; at < from + rows * lanes; at += lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                room[lane] += panel[at + lane];
            }
        }
        for (int at = from; at < from + rows * lanes; at += lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                panel[at + lane] /= room[lane];
            }
        }
    }

    /** Replaces directions t of scores by those of the probabilities p, p_i (t_i - sum of p_j t_j); a symmetric map. */
    public void multiply(double[] probabilities, double[] directions, int firstRow, int rows, int lanes) {
        int from = firstRow * lanes;
        Arrays.fill(room, 0, lanes, 0);
        for (int at = from; at < from + rows * lanes; at += lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                room[lane] += probabilities[at + lane] * directions[at + lane];
            }
        }
        for (int at = from; at < from + rows * lanes; at += lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                directions[at + lane] = probabilities[at + lane] * (directions[at + lane] - room[lane]);
            }
        }
    }
}
