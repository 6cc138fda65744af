package org.stillpoint.api.blas;

/** Which triangle of a square matrix is read and written; the other one is left alone. */
public enum Triangle {
    /** On and above the diagonal. */
    UPPER,
    /** On and below the diagonal. */
    LOWER
}
