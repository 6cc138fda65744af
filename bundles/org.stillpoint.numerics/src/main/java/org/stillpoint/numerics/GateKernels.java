package org.stillpoint.numerics;

import java.util.Objects;
import org.stillpoint.numerics.internal.GateKernelSet;
import org.stillpoint.numerics.internal.KernelSelection;

/**
 * Kernels for gated recurrent units: what they compute of their own state and gates. There are two implementations that give the same
 * bits, as of {@link VectorKernels}; ranges are given and checked as there, and the results of an element do not depend on its
 * neighbours. No product is fused with a sum. Results do not overlap the arguments.
 */
public final class GateKernels {

    /** The room that {@link #run} needs. */
    public static final int ROOM = GateKernelSet.ROOM;

    private static final int GATES = 3;
    private static final GateKernelSet KERNELS = KernelSelection.GATES;

    private GateKernels() {
    }

    /** gate = s(a h + u) with the logistic function s. */
    public static void gate(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] gate, int gateOffset,
            int length) {
        check(h, hOffset, u, uOffset, a, aOffset, length);
        Objects.checkFromIndexSize(gateOffset, length, gate.length);
        KERNELS.gate(h, hOffset, u, uOffset, a, aOffset, gate, gateOffset, length);
    }

    /**
     * m = tanh(a h r + u) and next = h + z (m - h).
     *
     * @param gates holds z, r after it, and receives m after that
     */
    public static void update(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] gates, int gateOffset,
            double[] next, int nextOffset, int length) {
        check(h, hOffset, u, uOffset, a, aOffset, length);
        Objects.checkFromIndexSize(gateOffset, Math.multiplyExact(GATES, length), gates.length);
        Objects.checkFromIndexSize(nextOffset, length, next.length);
        KERNELS.update(h, hOffset, u, uOffset, a, aOffset, gates, gateOffset, next, nextOffset, length);
    }

    /**
     * Many steps of several states: of the gates z, r, m with the factors a and the drives u,
     * z = s(a_z h + u_z), r = s(a_r h + u_r), m = tanh(a_m (h r) + u_m), h' = h + z (m - h), with the bits of {@link #gate} and
     * {@link #update}.
     *
     * @param h the states before the first step
     * @param u the drives: that of gate g at step s of state i is value {@code uOffset + g * uStride + s * uStep + i}
     * @param a the factors: that of gate g of state i is value {@code aOffset + g * aStride + i}
     * @param length the number of states
     * @param room for {@value #ROOM} values
     * @param states receives the states after each step: state i after step s becomes value {@code statesOffset + s * length + i}
     */
    public static void run(double[] h, int hOffset, double[] u, int uOffset, int uStride, int uStep, double[] a, int aOffset, int aStride,
            int steps, int length, double[] room, double[] states, int statesOffset) {
        Objects.checkFromIndexSize(hOffset, length, h.length);
        if (steps == 0) {
            return;
        }
        Objects.checkIndex(0, uStride);
        Objects.checkIndex(0, uStep);
        Objects.checkFromIndexSize(uOffset,
                Math.addExact(Math.addExact(Math.multiplyExact(2, uStride), Math.multiplyExact(steps - 1, uStep)), length), u.length);
        Objects.checkFromIndexSize(aOffset, Math.addExact(Math.multiplyExact(2, aStride), length), a.length);
        Objects.checkFromIndexSize(0, ROOM, room.length);
        Objects.checkFromIndexSize(statesOffset, Math.multiplyExact(steps, length), states.length);
        KERNELS.run(h, hOffset, u, uOffset, uStride, uStep, a, aOffset, aStride, steps, length, room, states, statesOffset);
    }

    /**
     * The end of steps of gated recurrent units, of several lanes: r = s(a_r), z = s(a_z), m = tanh(u + r q), h' = (1 - z) m + z h.
     *
     * @param gates holds a_r, a_z and q of each lane, one after the other; is used up
     * @param driveOffset where u of the first lane begins
     * @param stride from a lane to the next in gates and drives
     * @param h the states before the steps
     * @param next receives the states after them
     * @param stateStride from a lane to the next in both
     * @param length the number of units
     */
    public static void gatedStep(float[] gates, int gateOffset, float[] drive, int driveOffset, int stride, float[] h, int hOffset,
            float[] next, int nextOffset, int stateStride, int length, int lanes) {
        if (lanes == 0) {
            return;
        }
        Objects.checkIndex(0, stride);
        Objects.checkIndex(0, stateStride);
        int last = Math.multiplyExact(lanes - 1, stride);
        int lastState = Math.multiplyExact(lanes - 1, stateStride);
        Objects.checkFromIndexSize(gateOffset, Math.addExact(last, Math.multiplyExact(GATES, length)), gates.length);
        Objects.checkFromIndexSize(driveOffset, Math.addExact(last, length), drive.length);
        Objects.checkFromIndexSize(hOffset, Math.addExact(lastState, length), h.length);
        Objects.checkFromIndexSize(nextOffset, Math.addExact(lastState, length), next.length);
        KERNELS.gatedStep(gates, gateOffset, drive, driveOffset, stride, h, hOffset, next, nextOffset, stateStride, length, lanes);
    }

    private static void check(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, int length) {
        Objects.checkFromIndexSize(hOffset, length, h.length);
        Objects.checkFromIndexSize(uOffset, length, u.length);
        Objects.checkFromIndexSize(aOffset, length, a.length);
    }
}
