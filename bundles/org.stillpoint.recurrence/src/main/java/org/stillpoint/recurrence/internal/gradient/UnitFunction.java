package org.stillpoint.recurrence.internal.gradient;

/**
 * The part of a cell's step that acts on each unit alone: from the sums that the unit's gates get, the parts of its state (one, or h and c)
 * and its own parameters to the parts of its next state; and the transpose of its derivative. Works on panels (see {@link Panel}): gate g
 * of unit i is row g * units + i of the sums, part p of unit i is row p * units + i of the states.
 */
interface UnitFunction {

    /** The number of gates, each with a sum. */
    int gates();

    /** How many of the last gates get what comes from the state apart from what comes from the input. */
    default int apart() {
        return 0;
    }

    /** The number of parts of the state. */
    default int parts() {
        return 1;
    }

    /**
     * Computes next states, and leaves in the sums what {@link #pullBack} needs.
     *
     * @param sums the sums of the gates
     * @param apart what comes from the state for the last gates, where it is kept apart
     * @param own the unit's own parameters, parameter k of unit i being value {@code ownOffset + k * units + i}
     */
    void apply(Panel sums, Panel apart, Panel state, double[] own, int ownOffset, Panel next);

    /**
     * Computes what a cotangent of the next states is for everything they depend on.
     *
     * @param sums what {@link #apply} left; receives the cotangent of the sums
     * @param apart the same of what is kept apart
     * @param cotangent the cotangent of the next states
     * @param stateCotangent receives the cotangent of the states, as far as they act on their own unit directly
     * @param ownGradient receives, added, the derivatives by the unit's own parameters
     */
    void pullBack(Panel sums, Panel apart, Panel state, Panel next, double[] own, int ownOffset, Panel cotangent, Panel stateCotangent,
            double[] ownGradient);
}
