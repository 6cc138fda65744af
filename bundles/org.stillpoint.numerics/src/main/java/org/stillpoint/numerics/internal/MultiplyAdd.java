package org.stillpoint.numerics.internal;

/**
 * a b + c, rounded once where the processor can do that. {@link Math#fma} always rounds once, but a thousand times slower where the
 * processor cannot; such machines get two roundings.
 */
final class MultiplyAdd {

    private static final int CALLS = 50;
    private static final int ATTEMPTS = 20;
    /** A call takes some ten nanoseconds interpreted on a processor that has the instruction, and several microseconds otherwise. */
    private static final long SLOWEST_CALL_NANOS = 500;
    private static final boolean FUSED = measure();

    private MultiplyAdd() {
    }

    static boolean isFused() {
        return FUSED;
    }

    static double of(double a, double b, double c) {
        return FUSED ? Math.fma(a, b, c) : a * b + c;
    }

    static float of(float a, float b, float c) {
        return FUSED ? Math.fma(a, b, c) : a * b + c;
    }

    private static boolean measure() {
        double value = 1;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                value = Math.fma(value, 0.75, 0.25);
            }
            if (System.nanoTime() - start < CALLS * SLOWEST_CALL_NANOS && value == 1) {
                return true;
            }
        }
        return false;
    }
}
