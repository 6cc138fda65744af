package org.stillpoint.blas.contract;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.blas.Diagonal;
import org.stillpoint.api.blas.Side;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;

/** Symmetric products and triangular solves; the other triangle is full of NaN where it must not be read. */
public interface TriangleContract extends ProviderContract {

    @Test
    default void symmetricProduct() {
        Random random = new Random(60);
        for (int round = 0; round < 120; round++) {
            int n = round < 110 ? ProductContract.size(random) : 100 + random.nextInt(200);
            int k = ProductContract.size(random);
            double alpha = ProductContract.factor(random);
            double beta = ProductContract.factor(random);
            for (Triangle triangle : Triangle.values()) {
                Transpose transposeA = ProductContract.transpose(random);
                Transpose opposite = transposeA == Transpose.NO ? Transpose.YES : Transpose.NO;
                Grid a = transposeA == Transpose.NO ? Grid.random(n, k, random) : Grid.random(k, n, random);
                Grid c = Grid.random(n, n, random);
                if (beta == 0 && n > 0) {
                    c.set(n / 2, n / 2, Double.NaN);
                }
                Grid whole = Grid.product(transposeA, opposite, k, alpha, a, a, beta, c);
                Grid expected = c.copy();
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        boolean inside = triangle == Triangle.UPPER ? j >= i : j <= i;
                        expected.set(i, j, inside ? whole.get(i, j) : c.get(i, j));
                    }
                }
                blas().dsyrk(triangle, transposeA, n, k, alpha, a.array, a.offset, a.stride, beta, c.array, c.offset, c.stride);
                c.assertClose(expected, 1e-14 * (1 + k), "dsyrk " + triangle + " " + transposeA + " " + n + "x" + k);
            }
        }
    }

    @Test
    default void triangularSolve() {
        Random random = new Random(61);
        for (int round = 0; round < 24; round++) {
            int m = round < 22 ? ProductContract.size(random) : 150 + random.nextInt(100);
            int n = round < 22 ? ProductContract.size(random) : 150 + random.nextInt(100);
            double alpha = ProductContract.factor(random);
            for (Side side : Side.values()) {
                for (Triangle triangle : Triangle.values()) {
                    for (Transpose transposeA : Transpose.values()) {
                        solve(side, triangle, transposeA, Diagonal.STORED, m, n, alpha, random);
                        solve(side, triangle, transposeA, Diagonal.UNIT, m, n, alpha, random);
                    }
                }
            }
        }
    }

    private void solve(Side side, Triangle triangle, Transpose transposeA, Diagonal diagonal, int m, int n, double alpha,
            Random random) {
        int order = side == Side.LEFT ? m : n;
        Grid a = Grid.dominant(order, random);
        if (diagonal == Diagonal.UNIT) {
            for (int i = 0; i < order * order; i++) {
                a.set(i / order, i % order, a.get(i / order, i % order) / (1 + order));
            }
        }
        Grid factor = a.triangle(triangle, diagonal == Diagonal.UNIT);
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                boolean outside = triangle == Triangle.UPPER ? j < i : j > i;
                if (outside || i == j && diagonal == Diagonal.UNIT) {
                    a.set(i, j, Double.NaN);
                }
            }
        }
        Grid b = Grid.random(m, n, random);
        Grid x = b.copy();
        blas().dtrsm(side, triangle, transposeA, diagonal, m, n, alpha, a.array, a.offset, a.stride, x.array, x.offset, x.stride);
        Grid product = side == Side.LEFT ? Grid.product(transposeA, Transpose.NO, m, 1, factor, x, 0, x)
                : Grid.product(Transpose.NO, transposeA, n, 1, x, factor, 0, x);
        Grid expected = b.copy();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                expected.set(i, j, alpha * b.get(i, j));
            }
        }
        product.assertClose(expected, 1e-12, "dtrsm " + side + " " + triangle + " " + transposeA + " " + diagonal + " " + m + "x" + n);
    }
}
