package org.stillpoint.recurrence.internal.cell.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhiFunctionTest {

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 0.3, 0.5, -0.5, 0.51, 1, -1, 2, -7, 30, -30, -1e3, -1e9, 300})
    void ofNumbers(double a) {
        PhiFunction phi = phi(1, a);
        double expected = Math.expm1(a) / a;
        assertEquals(expected, phi.value()[0], 1e-15 * (4 + Math.max(0, a)) * expected);
        double[] derivative = new double[1];
        phi.derivative(new double[] {2}, new double[] {3}, derivative);
        if (Math.abs(a) > 0.4) {
            double slope = (Math.exp(a) - expected) / a;
            assertEquals(6 * slope, derivative[0], 1e-14 * (4 + Math.max(0, a)) * 6 * slope);
        }
    }

    /** With J = (0 1; -1 0) it is (sin t I + (1 - cos t) J) / t for t J. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 3, 10, 1000})
    void ofRotations(double t) {
        PhiFunction phi = phi(2, 0, t, -t, 0);
        double even = Math.sin(t) / t;
        double odd = (1 - Math.cos(t)) / t;
        assertArrayEquals(new double[] {even, odd, -odd, even}, phi.value(), 1e-15);
    }

    /** phi((A E; 0 A)) = (phi(A) dphi; 0 phi(A)), where dphi is the derivative in the direction E. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 1, 20})
    void derivativesAreCornersOfLargerFunctions(double size) {
        Random random = new Random(5);
        int d = 4;
        double[] a = random.doubles(d * d, -size, size).toArray();
        double[] e = random.doubles(d * d, -1, 1).toArray();
        double[] large = new double[4 * d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                large[i * 2 * d + j] = a[i * d + j];
                large[(i + d) * 2 * d + j + d] = a[i * d + j];
                large[i * 2 * d + j + d] = e[i * d + j];
            }
        }
        double[] whole = phi(2 * d, large).value();
        PhiFunction phi = phi(d, a);
        double scale = 0;
        for (double value : whole) {
            scale = Math.max(scale, Math.abs(value));
        }
        double[] axis = new double[d];
        double[] column = new double[d];
        for (int j = 0; j < d; j++) {
            axis[j] = 1;
            phi.derivative(e, axis, column);
            axis[j] = 0;
            for (int i = 0; i < d; i++) {
                assertEquals(whole[i * 2 * d + j + d], column[i], 1e-13 * scale);
                assertEquals(whole[i * 2 * d + j], phi.value()[i * d + j], 1e-13 * scale);
            }
        }
    }

    @Test
    void ofWhatIsNotFinite() {
        assertTrue(Double.isNaN(phi(2, 1, Double.NaN, 0, 1).value()[0]));
        assertTrue(Double.isNaN(phi(2, 1, 0, Double.NEGATIVE_INFINITY, 1).value()[3]));
    }

    private static PhiFunction phi(int order, double... matrix) {
        PhiFunction phi = new PhiFunction(order);
        System.arraycopy(matrix, 0, phi.matrix(), 0, matrix.length);
        phi.evaluate();
        return phi;
    }
}
