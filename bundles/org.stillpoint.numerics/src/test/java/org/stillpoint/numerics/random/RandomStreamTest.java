package org.stillpoint.numerics.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RandomStreamTest {

    @Test
    void givesThePublishedNumbersOfItsGenerator() {
        RandomStream stream = new RandomStream(1234567);
        for (String expected : new String[] {"6457827717110365317", "3203168211198807973", "9817491932198370423",
            "4593380528125082431", "16408922859458223821"}) {
            assertEquals(expected, Long.toUnsignedString(stream.nextLong()));
        }
    }

    @Test
    void mayBeEnteredAnywhere() {
        RandomStream whole = new RandomStream(5, 3);
        long[] numbers = new long[100];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = whole.nextLong();
        }
        RandomStream entered = new RandomStream(5, 3);
        entered.nextGaussian();
        entered.skip(40);
        assertEquals(42, entered.position());
        assertEquals(numbers[42], entered.nextLong());
        entered.skip(-43);
        assertEquals(numbers[0], entered.nextLong());
    }

    @Test
    void streamsOfOneSeedAreNotCorrelated() {
        int n = 20_000;
        for (int stream = 0; stream < 5; stream++) {
            RandomStream one = new RandomStream(9, stream);
            RandomStream other = new RandomStream(9, stream + 1);
            double correlation = 0;
            for (int i = 0; i < n; i++) {
                correlation += one.nextGaussian() * other.nextGaussian() / n;
            }
            assertEquals(0, correlation, 5 / Math.sqrt(n));
        }
        assertNotEquals(new RandomStream(9).nextLong(), new RandomStream(9, 0).nextLong());
    }

    @Test
    void uniformNumbersHaveTheirMoments() {
        double[] x = new double[100_000];
        new RandomStream(1, 1).fillUniform(x);
        double[] moments = new double[3];
        for (double value : x) {
            assertTrue(value >= 0 && value < 1);
            for (int k = 0; k < 3; k++) {
                moments[k] += Math.pow(value, k + 1) / x.length;
            }
        }
        for (int k = 0; k < 3; k++) {
            assertEquals(1.0 / (k + 2), moments[k], 0.005);
        }
    }

    @Test
    void normalNumbersHaveTheirMomentsAndTails() {
        double[] x = new double[200_000];
        new RandomStream(1, 2).fillGaussian(x);
        double[] moments = new double[4];
        double beyondTwo = 0;
        for (double value : x) {
            for (int k = 0; k < 4; k++) {
                moments[k] += Math.pow(value, k + 1) / x.length;
            }
            beyondTwo += Math.abs(value) > 2 ? 1.0 / x.length : 0;
        }
        assertEquals(0, moments[0], 0.01);
        assertEquals(1, moments[1], 0.015);
        assertEquals(0, moments[2], 0.04);
        assertEquals(3, moments[3], 0.1);
        assertEquals(0.0455, beyondTwo, 0.002);
    }

    @Test
    void integersAreUniform() {
        RandomStream stream = new RandomStream(4);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[stream.nextInt(7)]++;
        }
        for (int count : counts) {
            assertEquals(10_000, count, 500);
        }
        assertEquals(0, stream.nextInt(1));
        for (int i = 0; i < 1000; i++) {
            assertTrue(stream.nextInt(Integer.MAX_VALUE) >= 0);
        }
        assertThrows(IllegalArgumentException.class, () -> stream.nextInt(0));
    }
}
