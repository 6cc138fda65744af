package org.stillpoint.plot.internal;

import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The order in which values are listed. */
public final class Order {

    private Order() {
    }

    /** The places of values from the greatest to the least; of equal ones the first comes first, and what is no number last. */
    public static int[] descending(double[] values) {
        return descending(values, place -> true);
    }

    /** The places of some of the values from the greatest to the least. */
    public static int[] descending(double[] values, IntPredicate listed) {
        return IntStream.range(0, values.length).filter(listed).boxed()
                .sorted(Comparator.comparingDouble(i -> Double.isNaN(values[i]) ? Double.POSITIVE_INFINITY : -values[i]))
                .mapToInt(i -> i).toArray();
    }

    /** A value as a part of the greatest one, from 0 to 1; 0 for what is no number. */
    public static double share(double value, double greatest) {
        return value == Double.POSITIVE_INFINITY ? 1 : greatest > 0 && value > 0 ? Math.min(1, value / greatest) : 0;
    }

    /** The greatest of values and 0. */
    public static double greatest(double[] values) {
        double greatest = 0;
        for (double value : values) {
            greatest = value > greatest ? value : greatest;
        }
        return greatest;
    }
}
