package org.stillpoint.recurrence.internal.cell;

/** Jacobian matrices of functions that bring none. Used by one thread. */
public final class CentralDifferences {

    /** The step relative to the size of the component: the cube root of the rounding unit balances truncation and rounding. */
    private static final double STEP = Math.cbrt(Math.ulp(1.0));

    private final double[] above;
    private final double[] below;

    /** A function from vectors to vectors. */
    @FunctionalInterface
    public interface VectorFunction {

        /** Computes the value at x; it does not keep x. */
        void apply(double[] x, double[] value);
    }

    /** Differences of functions with values of so many components. */
    public CentralDifferences(int size) {
        above = new double[size];
        below = new double[size];
    }

    /**
     * Approximates a Jacobian matrix.
     *
     * @param x where; changed on the way, but not in the end
     * @param jacobian receives the matrix, row-major
     */
    public void jacobian(VectorFunction function, double[] x, double[] jacobian) {
        for (int j = 0; j < x.length; j++) {
            double value = x[j];
            double step = STEP * Math.max(1, Math.abs(value));
            x[j] = value + step;
            function.apply(x, above);
            double width = x[j];
            x[j] = value - step;
            function.apply(x, below);
            width -= x[j];
            x[j] = value;
            for (int i = 0; i < above.length; i++) {
                jacobian[i * x.length + j] = (above[i] - below[i]) / width;
            }
        }
    }
}
