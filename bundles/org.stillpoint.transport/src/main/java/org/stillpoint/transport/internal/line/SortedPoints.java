package org.stillpoint.transport.internal.line;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The points of a measure on a line that have weight, from left to right. */
final class SortedPoints {

    private final int[] places;
    private final double[] coordinates;
    private final double[] weights;
    private final double mass;
    private final double least;
    private final double largest;

    SortedPoints(double[] coordinates, double[] weights) {
        places = IntStream.range(0, weights.length).filter(i -> weights[i] > 0).boxed()
                .sorted(Comparator.comparingDouble(i -> coordinates[i])).mapToInt(Integer::intValue).toArray();
        this.coordinates = coordinates;
        this.weights = weights;
        mass = Arrays.stream(places).mapToDouble(place -> weights[place]).sum();
        least = Arrays.stream(coordinates).min().orElseThrow();
        largest = Arrays.stream(coordinates).max().orElseThrow();
    }

    int count() {
        return places.length;
    }

    /** The place in the measure of a point. */
    int place(int point) {
        return places[point];
    }

    double coordinate(int point) {
        return coordinates[places[point]];
    }

    double weight(int point) {
        return weights[places[point]];
    }

    double mass() {
        return mass;
    }

    /** The coordinates of all points, those without weight included, unsorted. */
    double[] all() {
        return coordinates;
    }

    /** The least coordinate of all points. */
    double least() {
        return least;
    }

    /** The largest coordinate of all points. */
    double largest() {
        return largest;
    }
}
