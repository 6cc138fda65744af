package org.stillpoint.verify.internal;

/** Multipliers of ranges: a positive one presses on the lower bound, a negative one on the upper bound. */
final class Cone {

    private Cone() {
    }

    /** Of each multiplier the part that presses on a bound that is infinite; otherwise 0. */
    static double[] wrong(double[] multipliers, double[] lower, double[] upper) {
        double[] wrong = new double[multipliers.length];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = pressesOnNothing(multipliers[i], lower[i], upper[i]) ? multipliers[i] : 0;
        }
        return wrong;
    }

    /** The multipliers without those that press on an infinite bound. */
    static double[] project(double[] multipliers, double[] lower, double[] upper) {
        double[] kept = multipliers.clone();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = pressesOnNothing(kept[i], lower[i], upper[i]) ? 0 : kept[i];
        }
        return kept;
    }

    /** Adds the sum of multiplier times the bound it presses on; infinite bounds are left out. */
    static void addSupport(PreciseSum sum, double[] multipliers, double[] lower, double[] upper) {
        for (int i = 0; i < multipliers.length; i++) {
            double multiplier = multipliers[i];
            if (Double.isNaN(multiplier)) {
                sum.add(multiplier);
            } else if (multiplier != 0 && !pressesOnNothing(multiplier, lower[i], upper[i])) {
                sum.addProduct(multiplier, multiplier > 0 ? lower[i] : upper[i]);
            }
        }
    }

    /** The largest magnitude of a multiplier times the distance of a value from the bound that is pressed on. */
    static double largestProduct(double[] multipliers, double[] values, double[] lower, double[] upper) {
        double largest = 0;
        for (int i = 0; i < multipliers.length; i++) {
            double multiplier = multipliers[i];
            if (multiplier != 0 && !pressesOnNothing(multiplier, lower[i], upper[i])) {
                double distance = values[i] - (multiplier > 0 ? lower[i] : upper[i]);
                largest = Math.max(largest, Math.abs(multiplier * distance));
            }
        }
        return largest;
    }

    private static boolean pressesOnNothing(double multiplier, double lower, double upper) {
        return multiplier > 0 && lower == Double.NEGATIVE_INFINITY || multiplier < 0 && upper == Double.POSITIVE_INFINITY;
    }
}
