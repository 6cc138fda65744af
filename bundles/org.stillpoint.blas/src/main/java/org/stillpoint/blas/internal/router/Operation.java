package org.stillpoint.blas.internal.router;

import java.util.Locale;

/** The operations whose providers are chosen apart. The solves from a factorisation follow {@link #DTRSM}. */
enum Operation {
    DGEMM(3, 2, 512),
    SGEMM(3, 2, 512),
    PACKED(3, 2, 512),
    PACKED_FLOAT(3, 2, 512),
    DGEMV(2, 2, 512),
    SGEMV(2, 2, 512),
    DGER(2, 2, 512),
    DSYRK(3, 1, 512),
    DTRSM(3, 1, 512),
    DPOTRF(3, 1.0 / 3, 512),
    DGETRF(3, 2.0 / 3, 256),
    DGEQRF(3, 4.0 / 3, 256),
    DSYEV(3, 9, 128);

    private static final class Sizes {
        /** Where speeds are measured; each stands for the sizes nearer to it than to the next one, by ratio. */
        static final int[] MEASURED = {64, 128, 256, 512};
        /** Below this size the Java provider is taken without asking: a call elsewhere, or a calibration, would cost more. */
        static final int SMALL = 48;
    }

    private final int power;
    private final double operations;
    private final int classes;
    private final double[] limits;

    Operation(int power, double operations, int largest) {
        this.power = power;
        this.operations = operations;
        int count = 0;
        while (count < Sizes.MEASURED.length && Sizes.MEASURED[count] <= largest) {
            count++;
        }
        classes = count;
        limits = new double[count];
        limits[0] = Math.pow(Sizes.SMALL, power);
        for (int i = 1; i < count; i++) {
            limits[i] = Math.pow(Math.sqrt((double) Sizes.MEASURED[i - 1] * Sizes.MEASURED[i]), power);
        }
    }

    /** The name shown to people: {@code dgemm}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int classes() {
        return classes;
    }

    int size(int sizeClass) {
        return Sizes.MEASURED[sizeClass];
    }

    /** The number of floating-point operations on square operands. */
    double flops(int size) {
        return operations * Math.pow(size, power);
    }

    /** The class of a product of dimensions, or -1 for a small one. */
    int sizeClass(double product) {
        int found = classes - 1;
        while (found >= 0 && product < limits[found]) {
            found--;
        }
        return found;
    }
}
