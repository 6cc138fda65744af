package org.stillpoint.recurrence.internal.cell.differential;

/**
 * A vector field dy/dt = f(y, x) evaluated for several lanes at once, in panels as
 * {@link org.stillpoint.recurrence.internal.cell.CellKernel} describes them. Immutable; the work is done by evaluators, of which each
 * thread has its own.
 */
interface Field {

    /** The number of components of y. */
    int dimension();

    /** The number of components of x. */
    int inputSize();

    /** Whether the Jacobian matrices are exact; otherwise they are central differences. */
    default boolean exactJacobian() {
        return true;
    }

    /** Whether the second derivatives are exact; otherwise they are central differences of the Jacobian matrices. */
    default boolean exactSecondDerivatives() {
        return true;
    }

    /** Whether the Jacobian matrix is the same everywhere. */
    default boolean linear() {
        return false;
    }

    /** About how many floating-point operations an evaluation takes. */
    double operations();

    /** An evaluator for one thread. */
    Evaluator evaluator();

    /** Evaluates a field. */
    interface Evaluator {

        /** Computes the panel of derivatives; it does not overlap the others. */
        void derivative(double[] y, int yOffset, double[] input, int inputOffset, int lanes, double[] derivative, int derivativeOffset);

        /** Computes the panel of Jacobian matrices by y, row-major. */
        void jacobian(double[] y, int yOffset, double[] input, int inputOffset, int lanes, double[] jacobian, int jacobianOffset);

        /**
         * Computes the second derivatives of one lane.
         *
         * @param second receives that of component i by components j and k as value {@code (i * dimension + j) * dimension + k}
         */
        void secondDerivatives(double[] y, double[] input, double[] second);
    }
}
