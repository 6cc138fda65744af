package org.stillpoint.blas.internal.router;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.blas.Diagonal;
import org.stillpoint.api.blas.PackedFloatMatrix;
import org.stillpoint.api.blas.PackedMatrix;
import org.stillpoint.api.blas.Side;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;
import org.stillpoint.blas.internal.JavaBlas;

/**
 * Measures the speeds of the providers within a fixed time: for each operation and size the best of several calls. The
 * providers take turns, so that a disturbance of the machine hits all of them. What there is no time for, on a machine that is
 * busy with other things, is left out: Java does it.
 */
final class Calibrator {
    private static final long LIMIT_NANOS = 1_900_000_000L;
    /** Java is compiled while it runs. */
    private static final long JAVA_WARM_UP_NANOS = 25_000_000L;
    private static final long WARM_UP_NANOS = 5_000_000L;
    private static final long SLICE_NANOS = 3_000_000L;
    private static final int LARGEST = 512;
    private static final int ROUNDS = 2;

    private final long end = System.nanoTime() + LIMIT_NANOS;
    private final double[] a = new double[LARGEST * LARGEST];
    private final double[] b = new double[LARGEST * LARGEST];
    private final double[] c = new double[LARGEST * LARGEST];
    private final double[] values = new double[LARGEST];
    private final int[] pivots = new int[LARGEST];
    private final float[] floatA = new float[LARGEST * LARGEST];
    private final float[] floatB = new float[LARGEST * LARGEST];
    private final float[] floatC = new float[LARGEST * LARGEST];

    private Calibrator() {
        Random random = new Random(1);
        for (int i = 0; i < a.length; i++) {
            a[i] = random.nextDouble() - 0.5;
            b[i] = random.nextDouble() - 0.5;
            floatA[i] = (float) a[i];
            floatB[i] = (float) b[i];
        }
    }

    static List<Measurement> measure(Collection<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            if (candidate.provider() instanceof JavaBlas java) {
                java.awaitCompilation();
            }
        }
        return new Calibrator().run(candidates);
    }

    private List<Measurement> run(Collection<Candidate> candidates) {
        List<Measurement> measurements = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (Candidate candidate : candidates) {
                if (candidate.isReady()) {
                    attempt(candidate, operation, operation.size(0), candidate.isJava() ? JAVA_WARM_UP_NANOS : WARM_UP_NANOS);
                }
            }
            for (int sizeClass = 0; sizeClass < operation.classes(); sizeClass++) {
                int size = operation.size(sizeClass);
                double[] best = new double[candidates.size()];
                for (int round = 0; round < ROUNDS; round++) {
                    int index = 0;
                    for (Candidate candidate : candidates) {
                        if (candidate.isReady()) {
                            best[index] = Math.max(best[index], attempt(candidate, operation, size, SLICE_NANOS));
                        }
                        index++;
                    }
                }
                int index = 0;
                for (Candidate candidate : candidates) {
                    if (candidate.isReady() && best[index] > 0) {
                        measurements.add(new Measurement(candidate.name(), operation, size, best[index]));
                    }
                    index++;
                }
            }
        }
        return measurements;
    }

    /** The speed in 10^9 operations a second, or 0 if there was no time left. */
    private double attempt(Candidate candidate, Operation operation, int size, long slice) {
        try {
            return speed(candidate.provider(), operation, size, slice);
        } catch (RuntimeException | LinkageError failure) {
            candidate.reject(operation.label() + " failed: " + failure);
            return 0;
        }
    }

    private double speed(BlasProvider blas, Operation operation, int n, long slice) {
        Runnable call = call(blas, operation, n);
        double best = 0;
        long start = System.nanoTime();
        long sliceEnd = Math.min(end, start + slice);
        while (start < sliceEnd) {
            prepare(operation, n);
            start = System.nanoTime();
            call.run();
            long stop = System.nanoTime();
            best = Math.max(best, operation.flops(n) / Math.max(1, stop - start));
            start = stop;
        }
        return best;
    }

    /** Operations in place get fresh operands; a heavy diagonal keeps every factorisation regular. */
    private void prepare(Operation operation, int n) {
        switch (operation) {
            case DTRSM, DPOTRF, DGETRF, DGEQRF, DSYEV -> {
                System.arraycopy(a, 0, c, 0, n * n);
                for (int i = 0; i < n; i++) {
                    c[i * n + i] = n;
                }
            }
            default -> {
            }
        }
    }

    private Runnable call(BlasProvider blas, Operation operation, int n) {
        return switch (operation) {
            case DGEMM -> () -> blas.dgemm(Transpose.NO, Transpose.NO, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
            case SGEMM -> () -> blas.sgemm(Transpose.NO, Transpose.NO, n, n, n, 1, floatA, 0, n, floatB, 0, n, 0, floatC, 0, n);
            case PACKED -> packed(blas.pack(Transpose.NO, n, n, b, 0, n));
            case PACKED_FLOAT -> packed(blas.pack(Transpose.NO, n, n, floatB, 0, n));
            case DGEMV -> () -> blas.dgemv(Transpose.NO, n, n, 1, a, 0, n, b, 0, 0, values, 0);
            case SGEMV -> () -> blas.sgemv(Transpose.NO, n, n, 1, floatA, 0, n, floatB, 0, 0, floatC, 0);
            case DGER -> () -> blas.dger(n, n, 1e-3, a, 0, b, 0, c, 0, n);
            case DSYRK -> () -> blas.dsyrk(Triangle.LOWER, Transpose.NO, n, n, 1, a, 0, n, 0, c, 0, n);
            case DTRSM -> () -> blas.dtrsm(Side.LEFT, Triangle.LOWER, Transpose.NO, Diagonal.STORED, n, n, 1, c, 0, n, b, 0, n);
            case DPOTRF -> () -> blas.dpotrf(Triangle.LOWER, n, c, 0, n);
            case DGETRF -> () -> blas.dgetrf(n, n, c, 0, n, pivots);
            case DGEQRF -> () -> blas.dgeqrf(n, n, c, 0, n, values);
            case DSYEV -> () -> blas.dsyev(true, Triangle.LOWER, n, c, 0, n, values);
        };
    }

    private Runnable packed(PackedMatrix matrix) {
        int n = matrix.rows();
        return () -> matrix.multiply(n, 1, a, 0, n, 0, c, 0, n);
    }

    private Runnable packed(PackedFloatMatrix matrix) {
        int n = matrix.rows();
        return () -> matrix.multiply(n, 1, floatA, 0, n, 0, floatC, 0, n);
    }
}
