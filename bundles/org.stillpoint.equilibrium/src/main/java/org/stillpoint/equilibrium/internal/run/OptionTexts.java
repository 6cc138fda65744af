package org.stillpoint.equilibrium.internal.run;

/** What the descriptions of options have in common. */
public final class OptionTexts {

    /** The tolerance. */
    public static final String TOLERANCE = "Bound of the largest residual of a sample, as the problem measures it";
    /** The iteration limit. */
    public static final String LIMIT = "Most iterations of a sample";
    /** Whether to difference. */
    public static final String DIFFERENCES = "Approximate the derivatives of a user's layer that brings none by forward differences; "
            + "otherwise such a layer is refused where derivatives are needed";

    private OptionTexts() {
    }
}
