package org.stillpoint.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolylineTest {

    private static final Area AREA = new Area(10, 20, 100, 50);

    @Test
    void aLineThroughIsCutAtBothSides() {
        Polyline clipped = new Polyline().add(0, 45).add(200, 45).clipped(AREA);
        assertEquals(2, clipped.size() - (Double.isNaN(clipped.x(clipped.size() - 1)) ? 1 : 0));
        assertEquals(10, clipped.x(0));
        assertEquals(110, clipped.x(1));
        assertEquals(0, new Polyline().add(0, 0).add(200, 10).clipped(AREA).size(), "a line beside");
        assertEquals(1, new Polyline().add(50, 50).clipped(AREA).size(), "a single point");
        assertEquals(0, new Polyline().add(Double.NaN, 1).add(1, Double.POSITIVE_INFINITY).size(), "gaps alone are nothing");
    }

    @Test
    void whatIsInsideStaysAndWhatIsOutsideGoes() {
        Random random = new Random(4);
        for (int round = 0; round < 200; round++) {
            Polyline line = new Polyline();
            for (int k = 0; k < 20; k++) {
                if (random.nextInt(8) == 0) {
                    line.gap();
                }
                line.add(150 * random.nextDouble(), 100 * random.nextDouble());
            }
            Polyline clipped = line.clipped(AREA);
            double length = 0;
            for (int k = 0; k < clipped.size(); k++) {
                assertTrue(Double.isNaN(clipped.x(k)) || AREA.contains(clipped.x(k), clipped.y(k)));
                length += k == 0 || Double.isNaN(clipped.x(k)) || Double.isNaN(clipped.x(k - 1)) ? 0
                        : Math.hypot(clipped.x(k) - clipped.x(k - 1), clipped.y(k) - clipped.y(k - 1));
            }
            assertEquals(inside(line), length, 0.02 * length + 1, "the length of what is inside");
        }
    }

    /** By small steps. */
    private static double inside(Polyline line) {
        double length = 0;
        for (int k = 1; k < line.size(); k++) {
            if (!Double.isNaN(line.x(k)) && !Double.isNaN(line.x(k - 1))) {
                double whole = Math.hypot(line.x(k) - line.x(k - 1), line.y(k) - line.y(k - 1));
                for (double part = 0.0005; part < 1; part += 0.001) {
                    length += AREA.contains(line.x(k - 1) + part * (line.x(k) - line.x(k - 1)),
                            line.y(k - 1) + part * (line.y(k) - line.y(k - 1))) ? whole * 0.001 : 0;
                }
            }
        }
        return length;
    }

    @Test
    void thinningKeepsTheExtremesOfEachColumnAndTheGaps() {
        Random random = new Random(6);
        Polyline line = new Polyline();
        double[] least = new double[100];
        double[] greatest = new double[100];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        for (int k = 0; k < 20_000; k++) {
            double y = random.nextGaussian();
            line.add(k / 200.0, y);
            least[k / 200] = Math.min(least[k / 200], y);
            greatest[k / 200] = Math.max(greatest[k / 200], y);
        }
        line.gap().add(100, 0);
        Polyline thinned = line.thinned();
        assertTrue(thinned.size() <= 402, "points: " + thinned.size());
        for (int k = 0; k < thinned.size(); k++) {
            if (!Double.isNaN(thinned.x(k)) && thinned.x(k) < 100) {
                int column = (int) thinned.x(k);
                least[column] = thinned.y(k) == least[column] ? Double.NaN : least[column];
                greatest[column] = thinned.y(k) == greatest[column] ? Double.NaN : greatest[column];
            }
        }
        for (int column = 0; column < 100; column++) {
            assertTrue(Double.isNaN(least[column]) && Double.isNaN(greatest[column]), "column " + column);
        }
        assertTrue(Double.isNaN(thinned.x(thinned.size() - 2)), "the gap is kept");
    }
}
