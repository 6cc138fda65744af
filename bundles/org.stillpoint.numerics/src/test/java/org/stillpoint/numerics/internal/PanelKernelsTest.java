package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PanelKernelsTest {

    static Stream<PanelKernels> kernels() {
        return Twins.panels();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void productsAgreeWithTheirDefinitionAndKeepTheSurroundings(PanelKernels kernels) {
        Random random = new Random(71);
        for (int rows = 0; rows <= 72; rows += PanelKernels.ROW_MULTIPLE) {
            for (int depth : new int[] {0, 1, 2, 3, 17}) {
                int aStride = rows + random.nextInt(5);
                int cStride = rows + random.nextInt(5);
                double[] a = random.doubles(3 + aStride * depth + rows, -1, 1).toArray();
                double[] factors = random.doubles(4 * depth, -1, 1).toArray();
                double[] four = random.doubles(2 + 4 * cStride + 9, -1, 1).toArray();
                double[] one = four.clone();
                double[] expectedFour = four.clone();
                double[] expectedOne = four.clone();
                for (int i = 0; i < rows; i++) {
                    for (int p = 0; p < depth; p++) {
                        for (int j = 0; j < 4; j++) {
                            expectedFour[2 + j * cStride + i] += a[3 + p * aStride + i] * factors[4 * p + j];
                        }
                        expectedOne[5 + i] += a[3 + p * aStride + i] * factors[p];
                    }
                }
                kernels.addProduct(four, 2, cStride, a, 3, aStride, factors, rows, depth);
                kernels.addProduct(one, 5, a, 3, aStride, factors, rows, depth);
                assertArrayEquals(expectedFour, four, 1e-14);
                assertArrayEquals(expectedOne, one, 1e-14);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void triangularSolutionsMultiplyBackToThePanel(PanelKernels kernels) {
        Random random = new Random(72);
        for (int rows = 0; rows <= 40; rows += PanelKernels.ROW_MULTIPLE) {
            double[] triangle = random.doubles(10, 0.5, 2).toArray();
            double[][] lower = {{1 / triangle[6]}, {triangle[0], 1 / triangle[7]}, {triangle[1], triangle[2], 1 / triangle[8]},
                {triangle[3], triangle[4], triangle[5], 1 / triangle[9]}};
            int stride = rows + 3;
            double[] panel = random.doubles(1 + 4 * stride, -1, 1).toArray();
            double[] x = panel.clone();
            kernels.solveTriangle(x, 1, stride, triangle, rows);
            double[] product = x.clone();
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < 4; j++) {
                    double sum = 0;
                    for (int k = 0; k <= j; k++) {
                        sum += x[1 + k * stride + i] * lower[j][k];
                    }
                    product[1 + j * stride + i] = sum;
                }
            }
            assertArrayEquals(panel, product, 1e-12);
        }
    }
}
