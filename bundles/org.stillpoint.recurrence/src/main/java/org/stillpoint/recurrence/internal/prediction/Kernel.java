package org.stillpoint.recurrence.internal.prediction;

/** Covariances of gradients at two points, as functions of their distance in units of a length scale. */
public enum Kernel {

    /** exp(-r^2 / 2). */
    GAUSSIAN {
        @Override
        double at(double squaredDistance) {
            return Math.exp(-squaredDistance / 2);
        }
    },
    /** (1 + sqrt(5) r + 5 r^2 / 3) exp(-sqrt(5) r), of Matern with smoothness 5/2. */
    MATERN {
        @Override
        double at(double squaredDistance) {
            double scaled = Math.sqrt(5 * squaredDistance);
            return (1 + scaled + scaled * scaled / 3) * Math.exp(-scaled);
        }
    };

    /** The covariance at the square of a scaled distance. */
    abstract double at(double squaredDistance);
}
