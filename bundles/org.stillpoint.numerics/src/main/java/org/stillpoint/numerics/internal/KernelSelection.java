package org.stillpoint.numerics.internal;

import java.lang.System.Logger.Level;
import java.util.Locale;

/** Chooses the kernel set once for this class loader: vector registers where they can be used, plain loops otherwise. */
public final class KernelSelection {

    /** Set this system property to {@code scalar} to keep to plain loops. */
    public static final String KERNELS_PROPERTY = "org.stillpoint.numerics.kernels";

    private static final String VECTOR_CLASS = "jdk.incubator.vector.DoubleVector";
    private static final String SIMD_CLASS = "org.stillpoint.numerics.internal.SimdKernels";
    private static final int PROBE_LENGTH = 67;

    private KernelSelection() {
    }

    public static KernelSet choose() {
        ScalarKernels scalar = new ScalarKernels();
        String wish = System.getProperty(KERNELS_PROPERTY, "").toLowerCase(Locale.ROOT);
        if (wish.equals("scalar") || !vectorModulePresent()) {
            return scalar;
        }
        try {
            KernelSet simd = (KernelSet) Class.forName(SIMD_CLASS).getDeclaredConstructor().newInstance();
            double[] probe = new double[PROBE_LENGTH];
            simd.exp(probe, 0, probe, 0, PROBE_LENGTH);
            return simd.sum(probe, 0, PROBE_LENGTH) == PROBE_LENGTH ? simd : scalar;
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            System.getLogger(KernelSelection.class.getName())
                    .log(Level.WARNING, "Vector registers are not used: the module jdk.incubator.vector does not fit", e);
            return scalar;
        }
    }

    private static boolean vectorModulePresent() {
        try {
            Class.forName(VECTOR_CLASS, false, KernelSelection.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
