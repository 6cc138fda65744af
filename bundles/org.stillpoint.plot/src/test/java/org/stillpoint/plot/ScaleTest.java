package org.stillpoint.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    @ParameterizedTest
    @CsvSource({"0.2,1", "1,1", "1.1,2", "2,2", "3,5", "7,10", "10,10", "11,20", "4321,5000"})
    void linearTicksAreRound(double length, double expected) {
        assertEquals(expected, LinearScale.roundedStep(length));
    }

    @ParameterizedTest
    @CsvSource({"1,1,1,2", "3,7,2,10", "1,100,1,100", "12,4321,10,5000", "0.003,0.0031,0.002,0.005", "100,101,100,200",
        "0.00099999999,1,0.0005,1", "5,5,5,10"})
    void aCloseScaleBeginsAndEndsAtOneTwoOrFive(double least, double greatest, double from, double to) {
        LogarithmicScale scale = LogarithmicScale.close(least, greatest);
        assertEquals(from, Math.pow(10, scale.from()), 1e-9 * from);
        assertEquals(to, Math.pow(10, scale.to()), 1e-9 * to);
    }

    @Test
    void everyScaleShowsItsRangeAndMarksIt() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            double least = Math.pow(10, 20 * random.nextDouble() - 10);
            double greatest = least * Math.pow(10, 8 * Math.pow(random.nextDouble(), 3));
            for (Scale scale : List.of(LogarithmicScale.close(least, greatest), LogarithmicScale.decades(least, greatest),
                    new LinearScale(Math.max(1, greatest)))) {
                assertTrue(scale.position(least) >= -1e-9 && scale.position(greatest) <= 1 + 1e-9, scale + " of " + least);
                List<Double> ticks = scale.ticks(6);
                assertTrue(ticks.size() >= 2 && ticks.size() <= 8, scale + ": " + ticks);
                for (double tick : ticks) {
                    assertTrue(scale.position(tick) >= -1e-9 && scale.position(tick) <= 1 + 1e-9, scale + ": " + ticks);
                }
            }
        }
    }

    @Test
    void nothingButZeroIsShownBetweenOnes() {
        assertEquals(new RangeScale(-1, 1), RangeScale.around(0, 0));
        assertEquals(new RangeScale(0, 1), new RangeScale(0, 0));
    }

    @ParameterizedTest
    @CsvSource({"0.6,0.6", "0.6,0.6000000000000001", "-1e300,-0.9999999999999e300", "0,0", "0,1e-300", "-1e-17,1e-17", "1000,1000.05",
            "-1.7e308,1.7e308"})
    void valuesThatAreAlmostTheSameHaveAFewMarks(double least, double greatest) {
        RangeScale scale = RangeScale.around(least, greatest);
        List<Double> ticks = scale.ticks(6);
        assertTrue(ticks.size() >= 2 && ticks.size() <= 8, scale + ": " + ticks);
        for (int i = 1; i < ticks.size(); i++) {
            assertTrue(ticks.get(i) > ticks.get(i - 1), scale + ": " + ticks);
        }
    }

    @ParameterizedTest
    @CsvSource({"5,5", "1e20,1e20", "1e20,100000000000000020000", "-3,-4", "0,0", "1e-310,1e-310"})
    void scalesWithoutLengthHaveSome(double least, double greatest) {
        RangeScale scale = new RangeScale(least, greatest);
        assertEquals(0, scale.position(least), 1e-9);
        assertTrue(scale.greatest() > scale.least() && Double.isFinite(scale.position(scale.value(0.5))), scale.toString());
        assertTrue(scale.ticks(6).size() <= 13, scale.ticks(6).toString());
    }

    @Test
    void shortScalesAreMarkedBetweenPowersOfTen() {
        double[] ticks = LogarithmicScale.close(3, 40).ticks(6).stream().mapToDouble(Double::doubleValue).toArray();
        assertArrayEquals(new double[] {2, 5, 10, 20, 50}, ticks, 1e-9);
        ticks = LogarithmicScale.close(1, 1e4).ticks(6).stream().mapToDouble(Double::doubleValue).toArray();
        assertArrayEquals(new double[] {1, 10, 100, 1000, 1e4}, ticks, 1e-9);
    }

    @Test
    void whatHasNoPlaceIsNotAdmitted() {
        for (double value : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertFalse(AxisKind.LOGARITHMIC.admits(value), "logarithm of " + value);
        }
        assertTrue(AxisKind.LINEAR.admits(0));
        assertFalse(AxisKind.LINEAR.admits(Double.NaN));
    }

    @ParameterizedTest
    @CsvSource({"1e-6,1 us", "5e-4,500 us", "1e-3,1 ms", "0.2,200 ms", "1,1 s", "100,100 s"})
    void timesHaveUnits(double seconds, String expected) {
        assertEquals(expected, Abscissa.SECONDS.label(seconds));
    }
}
