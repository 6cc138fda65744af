package org.stillpoint.verify.internal;

/** What the marginals of a plan, and the potentials of one side, add up to over all points. */
final class MarginalTotals {

    /** The distance of the marginals from those at which A_(f) is attained, in the 1-norm and in the largest magnitude. */
    final double error;
    final double largest;
    /** What the rule charges. */
    final double penalty;
    /** The sum of A_(f). */
    final double conjugate;
    /** The most that a potential lies below those with a finite A_(f). */
    final double violation;
    /** By how much the error can move the primal value. */
    final double explained;
    /** The sum of magnitudes whose rounding moves the dual value. */
    final double magnitude;

    /**
     * Adds up.
     *
     * @param kink how near to a kink of A_(f) a potential counts as lying on it
     * @param shift what may be added to the potentials without any effect
     */
    MarginalTotals(MarginalSide side, double[] marginal, double kink, double shift) {
        PreciseSum errors = new PreciseSum();
        PreciseSum conjugates = new PreciseSum();
        PreciseSum penalties = new PreciseSum();
        double mostError = 0;
        double mostBelow = 0;
        double effects = 0;
        double sizes = 0;
        for (int point = 0; point < side.size(); point++) {
            double distance = side.distance(point, marginal[point], kink);
            errors.add(distance);
            mostError = Math.max(mostError, distance);
            mostBelow = Math.max(mostBelow, side.violation(point));
            conjugates.add(side.conjugate(point));
            penalties.add(side.penalty(point, marginal[point]));
            if (!side.unused(point)) {
                effects += distance == 0 ? 0 : side.slope(point, marginal[point], shift) * distance;
                sizes += Math.abs(side.potential(point) * side.weight(point)) + Math.abs(side.conjugate(point));
            }
        }
        error = errors.value();
        largest = mostError;
        penalty = penalties.value();
        conjugate = conjugates.value();
        violation = mostBelow;
        explained = effects;
        magnitude = sizes;
    }
}
