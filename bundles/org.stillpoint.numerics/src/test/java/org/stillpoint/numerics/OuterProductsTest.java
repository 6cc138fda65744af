package org.stillpoint.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OuterProductsTest {

    @Test
    void eachEntryIsOneChainOverTheLanes() {
        Random random = new Random(3);
        PanelProducts products = new PanelProducts();
        for (int[] size : new int[][] {{1, 1, 1}, {3, 5, 2}, {64, 17, 33}, {20, 130, 7}, {9, 8, 16}, {2, 65, 1}, {5, 4, 0}}) {
            int rows = size[0];
            int columns = size[1];
            int lanes = size[2];
            double[] u = random.doubles((long) rows * lanes, -1, 1).toArray();
            double[] v = random.doubles((long) columns * lanes, -1, 1).toArray();
            double[] sums = random.doubles((long) rows * columns, -1, 1).toArray();
            double[] expected = sums.clone();
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        expected[i * columns + j] = Math.fma(v[j * lanes + lane], u[i * lanes + lane], expected[i * columns + j]);
                    }
                }
            }
            products.addOuterProducts(u, rows, v, columns, lanes, sums);
            assertArrayEquals(expected, sums, rows + " x " + columns + ", " + lanes + " lanes");
        }
    }

    @Test
    void panelsThatAreTooSmallAreRefused() {
        PanelProducts products = new PanelProducts();
        double[] six = new double[6];
        assertThrows(IndexOutOfBoundsException.class, () -> products.addOuterProducts(new double[5], 2, six, 2, 3, six));
        assertThrows(IndexOutOfBoundsException.class, () -> products.addOuterProducts(six, 2, new double[5], 2, 3, six));
        assertThrows(IndexOutOfBoundsException.class, () -> products.addOuterProducts(six, 2, six, 2, 3, new double[3]));
    }
}
