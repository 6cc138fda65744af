package org.stillpoint.recurrence.internal.run;

/** What the descriptions of options of several solvers have in common. */
public final class OptionTexts {

    /** The residual as {@link org.stillpoint.api.problem.recurrence.RecurrenceProblem} defines it. */
    public static final String RESIDUAL = "Largest |h_t - f(h_{t-1}, x_t)| of a solution, divided by the largest |h_t| or by 1 if that is "
            + "larger";
    /** A tolerance of 0 for methods that end with the bits of a sequential run. */
    public static final String RESIDUAL_OR_BITS = RESIDUAL + "; 0 for states that agree to the bit with a sequential run";
    /** A tolerance where the {@link Precision} can be chosen. */
    public static final String RESIDUAL_BY_PRECISION = RESIDUAL + "; single precision reaches 1e-7 to 1e-6";
    /** The {@link Precision}. */
    public static final String PRECISION = "double, or single for cells elman, elman-relu, gru and lstm, which halves the time of wide "
            + "ones";
    /** The {@link Safeguards} of sweeps. */
    public static final String SAFEGUARDS = "none: the plain sweeps, which end where they overflow; reset: iterates that overflow are set "
            + "back; all: besides, the rest is run step after step once sweeps would not pay";
    /** The sweeps that pay. */
    public static final String PAYING_SWEEPS = "With all safeguards: predicted evaluations of each step above which the rest is run step "
            + "after step; 0 for never";

    private OptionTexts() {
    }
}
