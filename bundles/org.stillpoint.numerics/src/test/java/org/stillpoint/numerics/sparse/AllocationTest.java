package org.stillpoint.numerics.sparse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.numerics.dense.DenseCholesky;

/** What is repeated inside a solver's iteration takes no memory. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 40;

    /** The least that any of several runs allocates: class loading and the measurement itself disturb some of them. */
    private static long allocatedBytes(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void sparseFactorisationAndSolution() {
        for (PositiveDefinite a : new PositiveDefinite[] {PositiveDefinite.grid(7), PositiveDefinite.random(60, 0.4, new Random(1))}) {
            SparseCholesky cholesky = SparseCholesky.analyze(a.dimension, a.columnStarts, a.rowIndices);
            double[] b = new double[a.dimension];
            assertEquals(0, allocatedBytes(() -> {
                cholesky.factorize(a.values);
                Arrays.fill(b, 1);
                cholesky.solve(b);
            }));
        }
    }

    @Test
    void denseFactorisationAndSolution() {
        DenseCholesky cholesky = new DenseCholesky(30);
        double[] b = new double[30];
        assertEquals(0, allocatedBytes(() -> {
            for (int i = 0; i < 30; i++) {
                Arrays.fill(cholesky.matrix(), i * (cholesky.stride() + 1), i * cholesky.stride() + 30, 1);
                cholesky.matrix()[i * (cholesky.stride() + 1)] = 40;
                b[i] = i;
            }
            cholesky.factorize();
            cholesky.solve(b);
        }));
    }

    @Test
    void normalMatrixAndProducts() {
        RowColumnMatrix a = RowColumnMatrix.of(RandomMatrices.sparse(30, 50, 0.2, new Random(2)));
        NormalMatrix normal = NormalMatrix.of(a);
        double[] d = new double[50];
        double[] e = new double[30];
        Arrays.fill(d, 1);
        assertEquals(0, allocatedBytes(() -> {
            normal.form(d, e);
            a.multiply(d, e);
            a.multiplyTransposed(e, d);
        }));
    }
}
