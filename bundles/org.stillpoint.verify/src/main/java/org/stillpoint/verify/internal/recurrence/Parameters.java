package org.stillpoint.verify.internal.recurrence;

import org.stillpoint.api.data.DataRecord;

/** Parameters of cells whose shapes are known to be right. */
final class Parameters {

    private Parameters() {
    }

    /** The numbers of an array; null where it is left out. */
    static double[] optional(DataRecord parameters, String name) {
        return parameters.has(name) ? parameters.numbers(name) : null;
    }

    /** The logistic function. */
    static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
