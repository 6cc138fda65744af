package org.stillpoint.numerics.sparse;

/** A norm of the rows or columns of a sparse matrix, accumulated entry by entry. */
public enum VectorNorm {
    /** The sum of absolute values. */
    ONE,
    /** The Euclidean norm; squares may overflow or underflow. */
    TWO,
    /** The largest absolute value. */
    INFINITY;

    double include(double total, double value) {
        switch (this) {
            case ONE: return total + Math.abs(value);
            case TWO: return total + value * value;
            default: return Math.max(total, Math.abs(value));
        }
    }

    double finish(double total) {
        return this == TWO ? Math.sqrt(total) : total;
    }
}
