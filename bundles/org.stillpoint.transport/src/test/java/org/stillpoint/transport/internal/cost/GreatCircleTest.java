package org.stillpoint.transport.internal.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GreatCircleTest {

    private static final double QUARTER = Math.PI / 2 * 6371.0088;

    private static double distance(double longitude, double latitude, double otherLongitude, double otherLatitude) {
        return new GreatCircle().cost(new double[] {7, longitude, latitude}, 1, new double[] {otherLongitude, otherLatitude}, 0, 2);
    }

    @Test
    void quartersAndHalvesOfTheEarth() {
        assertEquals(QUARTER, distance(0, 0, 90, 0), 1e-9);
        assertEquals(QUARTER, distance(33, 0, -120, 90), 1e-9);
        assertEquals(2 * QUARTER, distance(-73, 41, 107, -41), 1e-6);
        assertEquals(QUARTER / 2, distance(179, -45, 179, 0), 1e-9);
    }

    @Test
    void acrossTheDateLine() {
        assertEquals(distance(-1, 20, 1, 21), distance(179, 20, -179, 21), 1e-9);
    }

    @Test
    void nearPointsKeepTheirDigits() {
        assertEquals(Math.toRadians(1e-9) * 6371.0088, distance(10, 50, 10, 50 + 1e-9), 1e-11);
        assertEquals(0, distance(10, 50, 10, 50));
    }

    @Test
    void onlyLongitudeAndLatitude() {
        assertThrows(IllegalArgumentException.class, () -> new GreatCircle().cost(new double[3], 0, new double[3], 0, 3));
    }
}
