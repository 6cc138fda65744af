package org.stillpoint.numerics.sparse;

/** How {@link SparseCholesky} orders the rows and columns of a matrix before it factorises. */
public enum FillReduction {
    /** The order given, apart from a reordering of the elimination tree that leaves the fill as it is. */
    NATURAL,
    /** Approximate minimum degree. */
    MINIMUM_DEGREE
}
