package org.stillpoint.verify.internal.recurrence;

/** The right-hand side of y' = f(y, x) with its Jacobian matrix. */
interface Field {

    int dimension();

    int inputs();

    /** About how many products an evaluation takes. */
    double operations();

    /** Computes f(y, x). */
    void derivative(double[] y, double[] x, double[] result);

    /** Computes the matrix df/dy, row-major. */
    void jacobian(double[] y, double[] x, double[] result);

    /** Whether the Jacobian matrix is the same everywhere. */
    default boolean linear() {
        return false;
    }
}
