package org.stillpoint.blas.internal.kernel;

/** Chooses the kernels of this machine. The classes that use the Vector API are touched only where it is there. */
final class Kernels {
    private static final String VECTOR_CLASS = "jdk.incubator.vector.DoubleVector";

    private Kernels() {
    }

    static DoubleKernel doubles() {
        return vectorised() ? VectorKernels.doubles() : new PlainDoubleKernel();
    }

    static FloatKernel floats() {
        return vectorised() ? VectorKernels.floats() : new PlainFloatKernel();
    }

    private static boolean vectorised() {
        try {
            Class.forName(VECTOR_CLASS, false, Kernels.class.getClassLoader());
            return VectorKernels.worthwhile();
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }
}
