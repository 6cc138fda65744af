package org.stillpoint.blas.internal.router;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    /** The time that calibration may take. */
    static final long LIMIT_NANOS = 1_900_000_000L;
    /** Java is compiled while it runs. */
    private static final long COLD_NANOS = 25_000_000L;
    private static final long SLICE_NANOS = 2_000_000L;
    private static final int LARGEST = 512;
    private static final int ROUNDS = 3;

    private final long end;
    private final double[] a = new double[LARGEST * LARGEST];
    private final double[] b = new double[LARGEST * LARGEST];
    private final double[] c = new double[LARGEST * LARGEST];
    private final double[] values = new double[LARGEST];
    private final int[] pivots = new int[LARGEST];
    private final float[] floatA = new float[LARGEST * LARGEST];
    private final float[] floatB = new float[LARGEST * LARGEST];
    private final float[] floatC = new float[LARGEST * LARGEST];

    private Calibrator(long limitNanos) {
        end = System.nanoTime() + limitNanos;
        Random random = new Random(1);
        for (int i = 0; i < a.length; i++) {
            a[i] = random.nextDouble() - 0.5;
            b[i] = random.nextDouble() - 0.5;
            floatA[i] = (float) a[i];
            floatB[i] = (float) b[i];
        }
    }

    static List<Measurement> measure(Collection<Candidate> candidates, long limitNanos) {
        for (Candidate candidate : candidates) {
            if (candidate.provider() instanceof JavaBlas java) {
                java.awaitCompilation();
            }
        }
        return new Calibrator(limitNanos).run(candidates);
    }

    /** Whether there was time for everything. */
    static boolean isComplete(Collection<Candidate> candidates, List<Measurement> measurements) {
        int expected = 0;
        for (Operation operation : Operation.values()) {
            expected += operation.classes() * candidates.size();
        }
        return measurements.size() == expected;
    }

    /** Goes over everything more than once: what Java compiled in one round it runs in the next. */
    private List<Measurement> run(Collection<Candidate> candidates) {
        Map<Measurement, Double> best = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Operation operation : Operation.values()) {
                for (int sizeClass = 0; sizeClass < operation.classes(); sizeClass++) {
                    int size = operation.size(sizeClass);
                    for (Candidate candidate : candidates) {
                        boolean cold = round == 0 && sizeClass == 0 && candidate.isJava();
                        double speed = candidate.isReady() ? attempt(candidate, operation, size, cold ? COLD_NANOS : SLICE_NANOS) : 0;
                        if (speed > 0) {
                            best.merge(new Measurement(candidate.name(), operation, size, 0), speed, Math::max);
                        }
                    }
                }
            }
        }
        List<Measurement> measurements = new ArrayList<>();
        best.forEach((key, speed) -> measurements.add(new Measurement(key.provider(), key.operation(), key.size(), speed)));
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
