package org.stillpoint.transport.internal.sinkhorn;

/**
 * The epsilons that lead to that of a problem, in a geometric sequence.
 *
 * @param first the first
 * @param last that of the problem
 * @param count how many there are before it
 */
record EpsilonLevels(double first, double last, int count) {

    /** The largest ratio of first to last: potentials of a larger one leave rounding errors behind. */
    private static final double LARGEST_RATIO = 1e6;

    /** Levels that start at most at the given epsilon and fall at most by the given factor. */
    static EpsilonLevels of(double start, double last, double factor) {
        double first = Math.min(start, LARGEST_RATIO * last);
        return new EpsilonLevels(first, last, first > last ? (int) Math.ceil(Math.log(first / last) / -Math.log(factor)) : 0);
    }

    /** The epsilon of a level before the last. */
    double at(int level) {
        return first * Math.pow(last / first, (double) level / count);
    }
}
