package org.stillpoint.api.problem.recurrence;

/**
 * Parametrisations f of negative eigenvalues by free weights w, so that a linear recurrence e^{s f(w)} stays stable whatever w is learnt.
 * How much a change of a weight changes the memory of the system is f'(w) / f(w)^2; its ratio to the weight, the gradient over weight,
 * should stay bounded. Source: Wang and Li 2024, StableSSM (arXiv:2311.14495).
 */
public enum StableParametrisation {

    /** f(w) = -e^w; gradient over weight e^{-w} / |w|, without bound as memory gets long. */
    EXPONENTIAL {
        @Override
        public double eigenvalue(double w) {
            return -Math.exp(w);
        }

        @Override
        public double derivative(double w) {
            return -Math.exp(w);
        }

        @Override
        public double weight(double eigenvalue) {
            return Math.log(-eigenvalue);
        }
    },

    /** f(w) = -log(1 + e^w); gradient over weight as that of {@link #EXPONENTIAL} for long memory. */
    SOFTPLUS {
        @Override
        public double eigenvalue(double w) {
            return -(Math.max(w, 0) + Math.log1p(Math.exp(-Math.abs(w))));
        }

        @Override
        public double derivative(double w) {
            return -1 / (1 + Math.exp(-w));
        }

        @Override
        public double weight(double eigenvalue) {
            // log(e^x - 1) = x + log(1 - e^{-x}) with x = -eigenvalue.
            return -eigenvalue + Math.log(-Math.expm1(eigenvalue));
        }
    },

    /** f(w) = -1 / (w^2 + 1/2): the gradient over weight is 2 for every w. */
    INVERSE_SQUARE {
        @Override
        public double eigenvalue(double w) {
            return -1 / (w * w + OFFSET);
        }

        @Override
        public double derivative(double w) {
            double f = eigenvalue(w);
            return 2 * w * f * f;
        }

        @Override
        public double weight(double eigenvalue) {
            return Math.sqrt(Math.max(0, -1 / eigenvalue - OFFSET));
        }
    };

    /** Bounds the eigenvalues of {@link #INVERSE_SQUARE} by -2. */
    private static final double OFFSET = 0.5;

    /** f(w), negative. */
    public abstract double eigenvalue(double w);

    /** f'(w). */
    public abstract double derivative(double w);

    /** A weight w with f(w) the given negative number, or the nearest there is. */
    public abstract double weight(double eigenvalue);

    /** |f'(w)| / (f(w)^2 |w|). */
    public double gradientOverWeight(double w) {
        double f = eigenvalue(w);
        return Math.abs(derivative(w)) / (f * f * Math.abs(w));
    }
}
