package org.stillpoint.numerics.internal;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels of gated units in single precision on vector registers: the units that fill whole registers; what is left goes to the scalar
 * twin. Each loop runs through all lanes and compiles apart from the others, for the reason given at {@link SimdExponentials}.
 */
final class SimdFloatGates {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1);

    private static final SeparateLoop SIGMOIDS = SeparateLoop.ofGates(MethodHandles.lookup(), "sigmoids");
    private static final SeparateLoop CANDIDATES = SeparateLoop.ofGates(MethodHandles.lookup(), "candidates");
    private static final SeparateLoop BLENDS = SeparateLoop.ofGates(MethodHandles.lookup(), "blends");

    private SimdFloatGates() {
    }

    static void gatedStep(float[] gates, int gateOffset, float[] drive, int driveOffset, int stride, float[] h, int hOffset, float[] next,
            int nextOffset, int stateStride, int length, int lanes) {
        int whole = length / LANES * LANES;
        if (whole > 0) {
            SIGMOIDS.run(gates, gateOffset, drive, driveOffset, stride, h, hOffset, next, nextOffset, stateStride, length, lanes);
            CANDIDATES.run(gates, gateOffset, drive, driveOffset, stride, h, hOffset, next, nextOffset, stateStride, length, lanes);
            BLENDS.run(gates, gateOffset, drive, driveOffset, stride, h, hOffset, next, nextOffset, stateStride, length, lanes);
        }
        if (whole < length) {
            ScalarGates.gatedStep(gates, gateOffset, drive, driveOffset, stride, h, hOffset, next, nextOffset, stateStride, whole, length,
                    lanes);
        }
    }

    /** Puts r and z into the places of their arguments. */
    private static void sigmoids(float[] gates, int gateOffset, float[] drive, int driveOffset, int stride, float[] h, int hOffset,
            float[] next, int nextOffset, int stateStride, int length, int lanes) {
        int whole = length / LANES * LANES;
        for (int lane = 0; lane < lanes; lane++) {
            for (int gate = gateOffset + lane * stride; gate <= gateOffset + lane * stride + length; gate += length) {
                for (int i = 0; i < whole; i += LANES) {
                    SimdFloats.sigmoid(load(gates, gate + i)).intoArray(gates, gate + i);
                }
            }
        }
    }

    /** Puts what {@link #blends} makes candidates of into the places of r. */
    private static void candidates(float[] gates, int gateOffset, float[] drive, int driveOffset, int stride, float[] h, int hOffset,
            float[] next, int nextOffset, int stateStride, int length, int lanes) {
        int whole = length / LANES * LANES;
        for (int lane = 0; lane < lanes; lane++) {
            int gate = gateOffset + lane * stride;
            int u = driveOffset + lane * stride;
            for (int i = 0; i < whole; i += LANES) {
                FloatVector argument = load(drive, u + i).add(load(gates, gate + i).mul(load(gates, gate + 2 * length + i)));
                SimdFloats.signedExpm1OfTwice(argument).intoArray(gates, gate + i);
            }
        }
    }

    private static void blends(float[] gates, int gateOffset, float[] drive, int driveOffset, int stride, float[] h, int hOffset,
            float[] next, int nextOffset, int stateStride, int length, int lanes) {
        int whole = length / LANES * LANES;
        for (int lane = 0; lane < lanes; lane++) {
            int gate = gateOffset + lane * stride;
            int state = hOffset + lane * stateStride;
            int target = nextOffset + lane * stateStride;
            for (int i = 0; i < whole; i += LANES) {
                FloatVector m = SimdFloats.tanhOfExpm1(load(gates, gate + i));
                FloatVector z = load(gates, gate + length + i);
                ONE.sub(z).mul(m).add(z.mul(load(h, state + i))).intoArray(next, target + i);
            }
        }
    }

    private static FloatVector load(float[] x, int offset) {
        return FloatVector.fromArray(SPECIES, x, offset);
    }
}
