package org.stillpoint.recurrence.internal.run;

import org.stillpoint.api.SolverException;

/** The precision of the steps of a recurrence. Residuals are measured in double precision. */
public enum Precision {

    /** 53 bits. */
    DOUBLE(0),
    /** 24 bits: states of size 1 are rounded by up to 3e-8, sums over a thousand units make that some 1e-6. */
    SINGLE(1e-8);

    private final double least;

    Precision(double least) {
        this.least = least;
    }

    /** Whether this is single precision. */
    public boolean single() {
        return this == SINGLE;
    }

    /**
     * A tolerance, if it can be reached.
     *
     * @throws SolverException if rounding alone makes larger residuals
     */
    public double admit(double tolerance) throws SolverException {
        if (tolerance < least) {
            throw new SolverException("tolerance " + tolerance + " is out of the reach of single precision; set it to 1e-5, or to at least "
                    + least);
        }
        return tolerance;
    }
}
