package org.stillpoint.api.blas;

/** What stands on the diagonal of a triangular matrix. */
public enum Diagonal {
    /** What is stored. */
    STORED,
    /** Ones, whatever is stored. */
    UNIT
}
