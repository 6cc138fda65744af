package org.stillpoint.plot;

import java.util.function.IntToDoubleFunction;
import org.stillpoint.api.History;

/** Histories for tests. */
final class Histories {

    private Histories() {
    }

    /** A history of one point for each iteration and millisecond from 0 on. */
    static History of(int points, IntToDoubleFunction residual) {
        long[] iterations = new long[points];
        double[] seconds = new double[points];
        double[] residuals = new double[points];
        for (int i = 0; i < points; i++) {
            iterations[i] = i;
            seconds[i] = i * 1e-3;
            residuals[i] = residual.applyAsDouble(i);
        }
        return new History(iterations, seconds, residuals);
    }
}
