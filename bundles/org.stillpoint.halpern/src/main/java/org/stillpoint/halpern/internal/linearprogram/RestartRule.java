package org.stillpoint.halpern.internal.linearprogram;

/**
 * When to restart the Halpern iteration from its current point. With r the fixed-point error now, r0 the one of the first
 * iteration after the last restart, and inner and total the numbers of iterations since then and in all, restart if
 *
 * <pre>
 *   this is the first check,                       or
 *   r &lt;= 0.2 r0                                    (sufficient decay),  or
 *   r &lt;= 0.5 r0 and r is larger than at the last check  (necessary decay, and no further progress),  or
 *   inner &gt;= 0.36 total                            (artificial restart).
 * </pre>
 *
 * Lu and Yang, 2407.16144; constants of cuPDLPx, 2507.14051.
 */
final class RestartRule {

    private static final double SUFFICIENT = 0.2;
    private static final double NECESSARY = 0.5;
    private static final double ARTIFICIAL = 0.36;

    private boolean checked;
    private double first = Double.NaN;
    private double last = Double.POSITIVE_INFINITY;

    /** Notes the error of the first iteration after a restart. */
    void begin(double error) {
        first = error;
        last = Double.POSITIVE_INFINITY;
    }

    /** Whether to restart at a check with this error. */
    boolean holds(double error, long inner, long total) {
        boolean restart = !checked
                || error <= SUFFICIENT * first
                || error <= NECESSARY * first && error > last
                || inner >= ARTIFICIAL * total;
        checked = true;
        last = error;
        return restart;
    }
}
