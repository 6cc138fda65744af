package org.stillpoint.plot;

/** How values lie along an axis. */
public enum AxisKind {
    /** In proportion to the value. */
    LINEAR {
        @Override
        public boolean admits(double value) {
            return Double.isFinite(value);
        }
    },
    /** In proportion to the logarithm of the value. */
    LOGARITHMIC {
        @Override
        public boolean admits(double value) {
            return value > 0 && value < Double.POSITIVE_INFINITY;
        }
    };

    /** Whether a value has a place on such an axis. */
    public abstract boolean admits(double value);
}
