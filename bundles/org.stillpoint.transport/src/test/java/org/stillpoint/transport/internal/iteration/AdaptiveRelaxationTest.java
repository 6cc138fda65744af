package org.stillpoint.transport.internal.iteration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On what Sinkhorn's iteration is near its solution: alternating steps whose eigenvalues are known. */
class AdaptiveRelaxationTest {

    /** Sweeps until the error has fallen to a part of what it was, at most so many. */
    private static int sweeps(double[] eta, AdaptiveRelaxation relaxation, double fixed, double part) {
        double[] f = new double[eta.length];
        double[] g = new double[eta.length];
        Arrays.fill(g, 1);
        for (int sweep = 0; sweep < 1_000_000; sweep++) {
            double omega = relaxation == null ? fixed : relaxation.omega();
            double error = 0;
            for (int k = 0; k < eta.length; k++) {
                f[k] += omega * (Math.sqrt(eta[k]) * g[k] - f[k]);
                g[k] += omega * (Math.sqrt(eta[k]) * f[k] - g[k]);
                error += Math.abs(f[k]) + Math.abs(g[k]);
            }
            if (error < part * eta.length) {
                return sweep;
            }
            if (relaxation != null) {
                relaxation.observe(error);
            }
        }
        return 1_000_000;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.9, 0.99, 0.9999})
    void comesNearTheBestFactor(double largest) {
        double[] eta = {largest, 0.8 * largest, 0.5 * largest, 0.1, 0};
        double best = 2 / (1 + Math.sqrt(1 - largest));
        int least = sweeps(eta, null, best, 1e-12);
        int plain = sweeps(eta, null, 1, 1e-12);
        int adaptive = sweeps(eta, new AdaptiveRelaxation(), 0, 1e-12);
        assertTrue(adaptive < 3 * least + 40, () -> least + " sweeps at best, " + adaptive + " adaptively, " + plain + " plain");
        assertTrue(adaptive < plain + 10);
    }

    @Test
    void goesBackToPlainSweepsWhereErrorsKeepRising() {
        AdaptiveRelaxation relaxation = new AdaptiveRelaxation();
        double error = 1;
        for (int sweep = 0; sweep < 30; sweep++) {
            error *= 0.95;
            relaxation.observe(error);
        }
        assertTrue(relaxation.omega() > 1.2);
        for (int sweep = 0; sweep < 200 && relaxation.omega() > 1; sweep++) {
            error *= 1.1;
            relaxation.observe(error);
        }
        assertEquals(1, relaxation.omega());
    }

    @Test
    void goesBackToPlainSweepsAtOnceWhereAnErrorJumps() {
        AdaptiveRelaxation relaxation = new AdaptiveRelaxation();
        double error = 1;
        while (relaxation.omega() == 1) {
            error *= 0.95;
            relaxation.observe(error);
        }
        relaxation.observe(error);
        assertTrue(relaxation.omega() > 1.2);
        relaxation.observe(5 * error);
        assertEquals(1, relaxation.omega());
    }
}
