package org.stillpoint.recurrence.internal.diffusion;

/** The exponential integrators. */
public enum IntegrationMethod {

    /** DPM-Solver-1, which is DDIM: order 1. */
    SINGLESTEP_1(1, 1),
    /** DPM-Solver-2: order 2. */
    SINGLESTEP_2(2, 2),
    /** DPM-Solver-3: order 3. */
    SINGLESTEP_3(3, 3),
    /** DPM-Solver++ 2M: order 2 with one evaluation a step. */
    MULTISTEP_2(2, 1);

    private final int order;
    private final int evaluations;

    IntegrationMethod(int order, int evaluations) {
        this.order = order;
        this.evaluations = evaluations;
    }

    /** The power of the step with which errors fall. */
    public int order() {
        return order;
    }

    /** The evaluations of the score in a step. */
    public int evaluations() {
        return evaluations;
    }
}
