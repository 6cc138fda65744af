package org.stillpoint.equilibrium.internal.chord;

/** The precision of iterations. Residuals are measured in double precision, and answers meet the tolerance in any case. */
public enum Precision {
    /** Corrections of a state in single precision, between evaluations in double precision. */
    MIXED,
    /** All in double precision. */
    DOUBLE;

    /** What descriptions of options say about it. */
    public static final String TEXT = "MIXED: corrections in single precision between evaluations in double precision, and in double "
            + "precision alone where that no longer lowers the residual; DOUBLE: all in double precision";
}
