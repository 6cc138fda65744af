package org.stillpoint.verify.internal.equilibrium;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stillpoint.verify.internal.CertificateDraft;

/** What theory says of the fixed points of a layer: whether there is exactly one, and how far a state is from it. */
final class Guarantee {

    /** A bound of the distance of a state to the fixed point. */
    @FunctionalInterface
    interface Distance {

        /**
         * A bound of the largest component of the distance; infinite where there is none.
         *
         * @param defect f(z) - z, each component moved away from 0 by what rounding may come to
         */
        double of(double[] state, double[] input, double[] defect);
    }

    private final List<String> reasons = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final Map<String, Double> quantities = new LinkedHashMap<>();
    private final List<Distance> distances = new ArrayList<>();
    private String what = "Exactly one fixed point";

    /** What there is exactly one of, in other words than those. */
    void claim(String other) {
        what = other;
    }

    /** Adds a reason why there is exactly one fixed point, with the bound that follows. */
    void reason(String reason, Distance distance) {
        reasons.add(reason);
        distances.add(distance);
    }

    /** Adds a bound that needs no uniqueness. */
    void distance(Distance distance) {
        distances.add(distance);
    }

    /** Adds a remark on what is not certain, which is told if there is no reason. */
    void remark(String remark) {
        remarks.add(remark);
    }

    /** Adds a number. */
    void quantity(String name, double value) {
        quantities.put(name, value);
    }

    /** Adds a number, or replaces it by a smaller one. */
    void least(String name, double value) {
        quantities.merge(name, value, Math::min);
    }

    /** Whether there is a reason. */
    boolean unique() {
        return !reasons.isEmpty();
    }

    /** The least of the bounds of the distance of a state. */
    double distance(double[] state, double[] input, double[] defect) {
        double least = Double.POSITIVE_INFINITY;
        for (Distance distance : distances) {
            least = Math.min(least, distance.of(state, input, defect));
        }
        return least;
    }

    /** Writes all but distances into a certificate. */
    void report(CertificateDraft draft) {
        quantities.forEach(draft::quantity);
        draft.note(words());
    }

    /** Whether there is exactly one fixed point, and why. */
    String words() {
        return unique() ? what + ": " + String.join("; ", reasons) + "."
                : "No certificate of uniqueness" + (remarks.isEmpty() ? "" : ": " + String.join("; ", remarks)) + ".";
    }
}
