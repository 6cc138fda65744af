package org.stillpoint.blas.blocked;

import org.osgi.annotation.versioning.ConsumerType;
import org.stillpoint.api.blas.AbstractBlas;
import org.stillpoint.api.blas.Diagonal;
import org.stillpoint.api.blas.Side;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;

/**
 * A provider of which the subclass gives the products, and this class everything else: triangular solves and factorisations
 * by recursion or by block columns, nearly all of their work in {@code computeDgemm}. A subclass overrides what its library
 * does faster.
 */
@ConsumerType
public abstract class BlockedBlas extends AbstractBlas {

    private final Product product = this::computeDgemm;
    private final SymmetricProduct symmetricProduct = new SymmetricProduct(product);
    private final TriangularSolve triangularSolve = new TriangularSolve(product);
    private final Cholesky cholesky = new Cholesky(symmetricProduct, triangularSolve);
    private final LuFactorisation lu = new LuFactorisation(product, triangularSolve);
    private final QrFactorisation qr = new QrFactorisation(product);

    /** Subclasses give the products. */
    protected BlockedBlas() {
    }

    @Override
    protected void computeDsyrk(Triangle triangle, Transpose transposeA, int n, int k, double alpha, double[] a, int offsetA,
            int strideA, double beta, double[] c, int offsetC, int strideC) {
        symmetricProduct.multiply(triangle, transposeA, n, k, alpha, a, offsetA, strideA, beta, c, offsetC, strideC);
    }

    @Override
    protected void computeDtrsm(Side side, Triangle triangle, Transpose transposeA, Diagonal diagonal, int m, int n, double alpha,
            double[] a, int offsetA, int strideA, double[] b, int offsetB, int strideB) {
        scale(m, n, alpha, b, offsetB, strideB);
        triangularSolve.solve(side, triangle, transposeA, diagonal, m, n, a, offsetA, strideA, b, offsetB, strideB);
    }

    @Override
    protected int computeDpotrf(Triangle triangle, int n, double[] a, int offsetA, int strideA) {
        return cholesky.factor(triangle, n, a, offsetA, strideA);
    }

    @Override
    protected void computeDpotrs(Triangle triangle, int n, int k, double[] a, int offsetA, int strideA, double[] b, int offsetB,
            int strideB) {
        Transpose first = triangle == Triangle.LOWER ? Transpose.NO : Transpose.YES;
        Transpose second = triangle == Triangle.LOWER ? Transpose.YES : Transpose.NO;
        computeDtrsm(Side.LEFT, triangle, first, Diagonal.STORED, n, k, 1, a, offsetA, strideA, b, offsetB, strideB);
        computeDtrsm(Side.LEFT, triangle, second, Diagonal.STORED, n, k, 1, a, offsetA, strideA, b, offsetB, strideB);
    }

    @Override
    protected int computeDgetrf(int m, int n, double[] a, int offsetA, int strideA, int[] pivots) {
        return lu.factor(m, n, a, offsetA, strideA, pivots);
    }

    @Override
    protected void computeDgetrs(Transpose transposeA, int n, int k, double[] a, int offsetA, int strideA, int[] pivots, double[] b,
            int offsetB, int strideB) {
        if (transposeA == Transpose.NO) {
            LuFactorisation.exchange(n, k, pivots, true, b, offsetB, strideB);
            computeDtrsm(Side.LEFT, Triangle.LOWER, Transpose.NO, Diagonal.UNIT, n, k, 1, a, offsetA, strideA, b, offsetB, strideB);
            computeDtrsm(Side.LEFT, Triangle.UPPER, Transpose.NO, Diagonal.STORED, n, k, 1, a, offsetA, strideA, b, offsetB, strideB);
        } else {
            computeDtrsm(Side.LEFT, Triangle.UPPER, Transpose.YES, Diagonal.STORED, n, k, 1, a, offsetA, strideA, b, offsetB, strideB);
            computeDtrsm(Side.LEFT, Triangle.LOWER, Transpose.YES, Diagonal.UNIT, n, k, 1, a, offsetA, strideA, b, offsetB, strideB);
            LuFactorisation.exchange(n, k, pivots, false, b, offsetB, strideB);
        }
    }

    @Override
    protected void computeDgeqrf(int m, int n, double[] a, int offsetA, int strideA, double[] tau) {
        qr.factor(m, n, a, offsetA, strideA, tau);
    }

    @Override
    protected int computeDgels(int m, int n, int k, double[] a, int offsetA, int strideA, double[] b, int offsetB, int strideB) {
        double[] tau = new double[n];
        computeDgeqrf(m, n, a, offsetA, strideA, tau);
        for (int i = 0; i < n; i++) {
            if (a[offsetA + i * strideA + i] == 0) {
                return i + 1;
            }
        }
        if (k > 0) {
            qr.applyTransposed(m, n, k, a, offsetA, strideA, tau, b, offsetB, strideB);
            computeDtrsm(Side.LEFT, Triangle.UPPER, Transpose.NO, Diagonal.STORED, n, k, 1, a, offsetA, strideA, b, offsetB, strideB);
        }
        return 0;
    }

    @Override
    protected int computeDsyev(boolean vectors, Triangle triangle, int n, double[] a, int offsetA, int strideA, double[] values) {
        return SymmetricEigen.decompose(vectors, triangle, n, a, offsetA, strideA, values);
    }
}
