package org.stillpoint.recurrence.internal.diagnosis;

import java.util.Locale;

/**
 * What a prefix of a recurrence says about the whole.
 *
 * @param steps the steps of the prefix
 * @param lyapunovExponent the mean growth of a small difference between two runs, as the natural logarithm for each step; positive where
 *     differences grow, which makes a sequence chaotic or unstable
 * @param forgetting after how many steps a run from another state is within the tolerance of the true one, at most, over several places
 *     of the prefix, extrapolated where it takes longer than the prefix; {@link #NEVER} where differences do not shrink
 */
public record Diagnosis(int steps, double lyapunovExponent, int forgetting) {

    /** The forgetting length of a recurrence that does not forget its state. */
    public static final int NEVER = Integer.MAX_VALUE;

    /** Whether runs from other states merge. */
    public boolean forgets() {
        return forgetting != NEVER;
    }

    /** In words. */
    public String describe() {
        return String.format(Locale.ROOT, "on the first %d steps the largest Lyapunov exponent is %+.3g a step, and another state is %s",
                steps, lyapunovExponent, forgets() ? "forgotten after " + forgetting + " steps" : "not forgotten");
    }
}
