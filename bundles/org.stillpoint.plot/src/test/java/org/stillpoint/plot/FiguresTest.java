package org.stillpoint.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "-464.75314285714285, -464.7531429", "39.66173154546625, 39.66173155", "1e15, 1e+15", "-3.5e-9, -3.5e-09",
        "100, 100", "NaN, NaN", "-Infinity, -Infinity", "123456789012, 123456789000"})
    void valuesHaveTenDigits(double value, String expected) {
        assertEquals(expected, Figures.value(value));
    }

    @Test
    void valuesReadBackToTenDigits() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(60) - 30);
            assertEquals(value, Double.parseDouble(Figures.value(value)), 1e-9 * Math.abs(value));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0 iterations", "1, 1 iteration", "2000, '2,000 iterations'"})
    void oneIterationIsOne(long count, String expected) {
        assertEquals(expected, Figures.iterations(count));
    }

    @ParameterizedTest
    @CsvSource({"0.0000123, 12 us", "0.00123, 1.23 ms", "0.0456, 45.6 ms", "0.789, 789 ms", "1.5, 1.50 s", "75.25, 75.3 s", "3725, 1:02:05",
        "NaN, -"})
    void timesHaveTheirUnit(double seconds, String expected) {
        assertEquals(expected, Figures.seconds(seconds));
    }
}
