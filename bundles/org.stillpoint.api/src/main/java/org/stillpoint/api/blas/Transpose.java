package org.stillpoint.api.blas;

/** Whether a matrix is used as it is stored or transposed. */
public enum Transpose {
    /** As stored. */
    NO,
    /** Transposed. */
    YES
}
