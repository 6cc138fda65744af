package org.stillpoint.equilibrium.internal.bounds;

/** A box of vectors (z, x) of a state and an input. */
record Box(double[] lower, double[] upper) {

    double middle(int component) {
        return (lower[component] + upper[component]) / 2;
    }

    double radius(int component) {
        return (upper[component] - lower[component]) / 2;
    }

    /** One of its halves. */
    Box half(int component, boolean right) {
        double[] low = lower.clone();
        double[] high = upper.clone();
        (right ? low : high)[component] = middle(component);
        return new Box(low, high);
    }
}
