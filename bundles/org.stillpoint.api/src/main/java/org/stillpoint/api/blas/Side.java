package org.stillpoint.api.blas;

/** On which side of the unknown a matrix stands. */
public enum Side {
    /** {@code A X = B}. */
    LEFT,
    /** {@code X A = B}. */
    RIGHT
}
