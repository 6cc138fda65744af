package org.stillpoint.verify.internal;

import java.util.SplittableRandom;

/** Some of the points of one side, drawn at random without repetition, and what is estimated from them. */
final class PointSample {

    private final int[] points;
    private final int size;

    /**
     * Draws points.
     *
     * @param size the number of all points
     * @param count how many are drawn
     */
    PointSample(int size, int count, SplittableRandom random) {
        this.size = size;
        int[] all = new int[size];
        for (int k = 0; k < size; k++) {
            all[k] = k;
        }
        points = new int[count];
        for (int k = 0; k < count; k++) {
            int other = random.nextInt(k, size);
            points[k] = all[other];
            all[other] = all[k];
        }
    }

    int count() {
        return points.length;
    }

    /** The index of a drawn point among all. */
    int point(int drawn) {
        return points[drawn];
    }

    /** The sum over all points, estimated from the values of those drawn. */
    double total(double[] drawn) {
        return mean(drawn) * size;
    }

    /** The standard error of {@link #total}. */
    double standardError(double[] drawn) {
        double mean = mean(drawn);
        PreciseSum squares = new PreciseSum();
        for (double value : drawn) {
            squares.addProduct(value - mean, value - mean);
        }
        return points.length == size ? 0 : size * Math.sqrt(squares.value() / Math.max(points.length - 1, 1) / points.length);
    }

    /** The sum over all points where it is nearly proportional to values that are known everywhere. */
    double totalByRatio(double[] drawn, MarginalSide side) {
        PreciseSum values = new PreciseSum();
        PreciseSum known = new PreciseSum();
        for (int k = 0; k < points.length; k++) {
            values.add(drawn[k]);
            known.add(side.attained(points[k]));
        }
        PreciseSum all = new PreciseSum();
        for (int point = 0; point < size; point++) {
            all.add(side.attained(point));
        }
        return known.value() > 0 ? values.value() / known.value() * all.value() : total(drawn);
    }

    private double mean(double[] drawn) {
        PreciseSum sum = new PreciseSum();
        for (double value : drawn) {
            sum.add(value);
        }
        return sum.value() / drawn.length;
    }
}
