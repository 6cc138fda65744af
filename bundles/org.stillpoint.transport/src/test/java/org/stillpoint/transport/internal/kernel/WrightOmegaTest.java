package org.stillpoint.transport.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WrightOmegaTest {

    @Test
    void solvesItsEquation() {
        assertEquals(0.5671432904097838, WrightOmega.of(0), 1e-15);
        assertEquals(1, WrightOmega.of(1), 1e-15);
        assertEquals(0, WrightOmega.of(Double.NEGATIVE_INFINITY));
        assertEquals(Double.POSITIVE_INFINITY, WrightOmega.of(Double.POSITIVE_INFINITY));
        for (double z = -60; z < 60; z += 0.37) {
            double y = WrightOmega.of(z);
            assertEquals(0, (y + Math.log(y) - z) / (1 + Math.abs(z)), 4e-16, () -> "at " + y);
        }
        for (double z = 1e2; z < 1e300; z *= 17) {
            double y = WrightOmega.of(z);
            assertEquals(1, (y + Math.log(y)) / z, 4e-16);
        }
    }
}
