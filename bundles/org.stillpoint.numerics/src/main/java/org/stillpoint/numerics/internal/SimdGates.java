package org.stillpoint.numerics.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels of gated units on vector registers: short loops before and after those of {@link SimdExponentials}, for the reason given
 * there, a chunk that stays in the nearest cache at a time. The last block of a loop overlaps the first to cover any length of at least
 * one register.
 */
final class SimdGates {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private SimdGates() {
    }

    static void gate(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] gate, int gateOffset,
            int length) {
        int done = 0;
        for (int next = SimdExponentials.firstChunk(length); next <= length; next += SimdExponentials.CHUNK) {
            int i = done;
            for (int ahead = done + SimdExponentials.firstStep(next - done); ahead <= next; ahead += LANES) {
                load(a, aOffset + i).mul(load(h, hOffset + i)).add(load(u, uOffset + i)).intoArray(gate, gateOffset + i);
                i = ahead;
            }
            SimdExponentials.sigmoid(gate, gateOffset + done, gate, gateOffset + done, next - done);
            done = next;
        }
    }

    static void update(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] gates, int gateOffset,
            double[] next, int nextOffset, int length) {
        int candidates = gateOffset + 2 * length;
        int done = 0;
        for (int end = SimdExponentials.firstChunk(length); end <= length; end += SimdExponentials.CHUNK) {
            int firstStep = SimdExponentials.firstStep(end - done);
            int i = done;
            for (int ahead = done + firstStep; ahead <= end; ahead += LANES) {
                load(a, aOffset + i).mul(load(h, hOffset + i).mul(load(gates, gateOffset + length + i)))
                        .add(load(u, uOffset + i)).intoArray(gates, candidates + i);
                i = ahead;
            }
            SimdExponentials.tanh(gates, candidates + done, gates, candidates + done, end - done);
            i = done;
            for (int ahead = done + firstStep; ahead <= end; ahead += LANES) {
                DoubleVector state = load(h, hOffset + i);
                state.add(load(gates, gateOffset + i).mul(load(gates, candidates + i).sub(state))).intoArray(next, nextOffset + i);
                i = ahead;
            }
            done = end;
        }
    }

    private static DoubleVector load(double[] x, int offset) {
        return DoubleVector.fromArray(SPECIES, x, offset);
    }
}
