package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.numerics.FloatPanelMatrix;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;
import org.stillpoint.numerics.VectorKernels;

class ProductKernelsTest {

    private static final int[] ROWS = {1, 17, 71, 96, 200};
    private static final int[] COLUMNS = {0, 1, 17, 260};
    private static final int[] LANES = {1, 2, 3, 4, 7, 16, 33, 67};

    @Test
    void productsAreTheChainsOfTheirDefinition() {
        Random random = new Random(1);
        PanelProducts products = new PanelProducts();
        for (int rows : ROWS) {
            for (int columns : COLUMNS) {
                double[] w = random.doubles(rows * columns + 2, -1, 1).toArray();
                PanelMatrix matrix = PanelMatrix.of(w, 2, rows, columns);
                FloatPanelMatrix single = FloatPanelMatrix.of(w, 2, rows, columns);
                for (int lanes : LANES) {
                    double[] h = random.doubles(columns * lanes + 3, -1, 1).toArray();
                    double[] c = random.doubles(rows * lanes + 5, -1, 1).toArray();
                    double[] expected = c.clone();
                    float[] expectedFloats = floats(c);
                    for (int row = 0; row < rows; row++) {
                        for (int lane = 0; lane < lanes; lane++) {
                            int place = 4 + row * lanes + lane;
                            for (int k = 0; k < columns; k++) {
                                double factor = w[2 + row * columns + k];
                                double value = h[3 + k * lanes + lane];
                                expected[place] = MultiplyAdd.of(factor, value, expected[place]);
                                expectedFloats[place] = MultiplyAdd.of((float) factor, (float) value, expectedFloats[place]);
                            }
                        }
                    }
                    float[] panel = floats(c);
                    products.addPanel(c, 4, matrix, h, 3, lanes);
                    products.addPanel(panel, 4, single, floats(h), 3, lanes);
                    assertArrayEquals(expected, c);
                    assertArrayEquals(expectedFloats, panel);
                }
            }
        }
    }

    @Test
    void plainLoopsAndRegistersGiveTheSameBitsInEveryLayout() {
        assumeTrue(VectorKernel.fitsTheProcessor());
        Random random = new Random(2);
        ProductKernels scalar = new ScalarProducts();
        ProductKernels simd = new SimdProducts(true);
        double[] room = new double[ProductKernels.ROOM];
        float[] floatRoom = new float[ProductKernels.FLOAT_ROOM];
        Arrays.fill(room, Double.NaN);
        Arrays.fill(floatRoom, Float.NaN);
        for (int rows : ROWS) {
            for (int columns : new int[] {0, 1, 17, 520}) {
                double[] w = random.doubles((rows + 16) * columns, -1, 1).toArray();
                for (int lanes : LANES) {
                    double[] h = random.doubles((columns + 1) * lanes, -1, 1).toArray();
                    double[] c = random.doubles((rows + 2) * lanes, -1, 1).toArray();
                    double[] panel = c.clone();
                    double[] panelBySimd = c.clone();
                    double[] vectors = c.clone();
                    double[] vectorsBySimd = c.clone();
                    scalar.addPanel(w, rows, columns, h, 0, lanes, panel, 0, room);
                    simd.addPanel(w, rows, columns, h, 0, lanes, panelBySimd, 0, room);
                    assertArrayEquals(panel, panelBySimd);
                    scalar.addVectors(w, rows, columns, h, 0, columns + 1, lanes, vectors, 0, rows + 2, room);
                    simd.addVectors(w, rows, columns, h, 0, columns + 1, lanes, vectorsBySimd, 0, rows + 2, room);
                    assertArrayEquals(vectors, vectorsBySimd);
                    float[] floatPanel = floats(c);
                    float[] floatPanelBySimd = floats(c);
                    float[] floatVectors = floats(c);
                    float[] floatVectorsBySimd = floats(c);
                    scalar.addPanel(floats(w), rows, columns, floats(h), 0, lanes, floatPanel, 0, floatRoom);
                    simd.addPanel(floats(w), rows, columns, floats(h), 0, lanes, floatPanelBySimd, 0, floatRoom);
                    assertArrayEquals(floatPanel, floatPanelBySimd);
                    scalar.addVectors(floats(w), 0, rows, columns, floats(h), 0, columns + 1, lanes, floatVectors, 0, rows + 2, floatRoom);
                    simd.addVectors(floats(w), 0, rows, columns, floats(h), 0, columns + 1, lanes, floatVectorsBySimd, 0, rows + 2,
                            floatRoom);
                    assertArrayEquals(floatVectors, floatVectorsBySimd);
                }
            }
        }
    }

    @Test
    void manyColumnsGiveTheSameBits() {
        Random random = new Random(4);
        PanelProducts products = new PanelProducts();
        int columns = 600;
        PanelMatrix matrix = PanelMatrix.of(random.doubles(70 * columns, -1, 1).toArray(), 0, 70, columns);
        FloatPanelMatrix single = FloatPanelMatrix.of(random.doubles(140 * columns, -1, 1).toArray(), 0, 140, columns);
        double[] h = random.doubles(columns, -1, 1).toArray();
        for (int lanes : new int[] {1, 9, 33, 70}) {
            double[] panel = new double[columns * lanes];
            for (int i = 0; i < panel.length; i++) {
                panel[i] = h[i / lanes];
            }
            double[] one = new double[70];
            double[] many = new double[70 * lanes];
            float[] oneSingle = new float[140];
            float[] manySingle = new float[140 * lanes];
            products.addTo(one, 0, matrix, h, 0);
            products.addPanel(many, 0, matrix, panel, 0, lanes);
            products.addTo(oneSingle, 0, single, floats(h), 0);
            products.addPanel(manySingle, 0, single, floats(panel), 0, lanes);
            for (int i = 0; i < many.length; i++) {
                assertEquals(one[i / lanes], many[i]);
            }
            for (int i = 0; i < manySingle.length; i++) {
                assertEquals(oneSingle[i / lanes], manySingle[i]);
            }
        }
    }

    @Test
    void bitsOfAVectorDependNeitherOnTheOthersNorOnTheLayout() {
        Random random = new Random(3);
        PanelProducts products = new PanelProducts();
        PanelMatrix matrix = PanelMatrix.of(random.doubles(100 * 37, -1, 1).toArray(), 0, 100, 37);
        double[] h = random.doubles(37 * 33, -1, 1).toArray();
        double[] panel = new double[37 * 33];
        for (int k = 0; k < 37; k++) {
            for (int lane = 0; lane < 33; lane++) {
                panel[k * 33 + lane] = h[lane * 37 + k];
            }
        }
        double[] byPanel = new double[100 * 33];
        double[] byVectors = new double[100 * 33];
        products.addPanel(byPanel, 0, matrix, panel, 0, 33);
        products.addVectors(byVectors, 0, 100, matrix, h, 0, 37, 33);
        for (int lane = 0; lane < 33; lane++) {
            double[] alone = new double[100];
            products.addTo(alone, 0, matrix, h, lane * 37);
            for (int row = 0; row < 100; row++) {
                assertEquals(alone[row], byPanel[row * 33 + lane]);
                assertEquals(alone[row], byVectors[lane * 100 + row]);
            }
        }
    }

    /** Blocks of a matrix whose rows were taken from another one, in any order, give what these rows give. */
    @Test
    void blocksGiveTheProductsOfTheirRows() {
        Random random = new Random(5);
        PanelProducts products = new PanelProducts();
        int columns = 37;
        int[] rows = random.ints(2 * FloatPanelMatrix.BLOCK + 19, 0, 70).toArray();
        double[] w = random.doubles(70 * columns, -1, 1).toArray();
        FloatPanelMatrix all = FloatPanelMatrix.of(w, 0, 70, columns);
        FloatPanelMatrix some = FloatPanelMatrix.ofRows(w, rows, columns);
        assertEquals(rows.length, some.rows());
        for (int row = 0; row < rows.length; row++) {
            assertEquals(VectorKernels.norm1(w, rows[row] * columns, columns), some.absoluteSum(row), 1e-13);
        }
        for (int lanes : LANES) {
            float[] h = floats(random.doubles((columns + 1) * lanes, -1, 1).toArray());
            float[] expected = new float[70 * lanes];
            products.addVectors(expected, 0, 70, all, h, 0, columns + 1, lanes);
            for (int block = 0; block < 3; block++) {
                float[] c = new float[(FloatPanelMatrix.BLOCK + 2) * lanes + 1];
                Arrays.fill(c, 0, 1, Float.NaN);
                products.addBlock(c, 1, FloatPanelMatrix.BLOCK + 2, some, block, h, 0, columns + 1, lanes);
                int first = block * FloatPanelMatrix.BLOCK;
                for (int row = first; row < Math.min(rows.length, first + FloatPanelMatrix.BLOCK); row++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        assertEquals(expected[lane * 70 + rows[row]], c[1 + lane * (FloatPanelMatrix.BLOCK + 2) + row - first]);
                    }
                }
            }
        }
        assertThrows(IndexOutOfBoundsException.class, () -> products.addBlock(new float[96], 0, 96, some, 3, new float[37], 0, 37, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> FloatPanelMatrix.ofRows(w, new int[] {70}, columns));
    }

    @Test
    void refusesWhatLeavesItsArrays() {
        PanelProducts products = new PanelProducts();
        PanelMatrix matrix = PanelMatrix.of(new double[6], 0, 2, 3);
        assertThrows(IndexOutOfBoundsException.class, () -> PanelMatrix.of(new double[5], 0, 2, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> products.addTo(new double[2], 1, matrix, new double[3], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> products.addPanel(new double[8], 0, matrix, new double[11], 0, 4));
        assertThrows(IllegalArgumentException.class,
                () -> products.addVectors(new double[8], 0, 1, matrix, new double[12], 0, 3, 4));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
