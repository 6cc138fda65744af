package org.stillpoint.blas.internal.kernel;

import jdk.incubator.vector.DoubleVector;

/** The only way to the classes that use the Vector API. */
final class VectorKernels {
    private static final int BITS = DoubleVector.SPECIES_PREFERRED.vectorBitSize();
    private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");

    private VectorKernels() {
    }

    /** Whether there is a fused multiply-add in hardware: on x86 it came with 256-bit integer vectors. */
    static boolean worthwhile() {
        return BITS >= 256 || ARM;
    }

    static DoubleKernel doubles() {
        return new VectorDoubleKernel(tallest());
    }

    static FloatKernel floats() {
        return new VectorFloatKernel(tallest());
    }

    /** AVX-512 and ARM have 32 vector registers, AVX2 has 16. */
    private static int tallest() {
        return BITS >= 512 || ARM ? 6 : 3;
    }
}
