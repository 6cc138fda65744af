package org.stillpoint.equilibrium.internal.sequence;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link SequenceSolver}. */
@ObjectClassDefinition(name = "Sequences of equilibria")
public @interface SequenceOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000",
            description = "Most iterations of a sample at each time")
    long maxIterations() default 100_000;

    /** The method. */
    @AttributeDefinition(name = "Method", description = "By which iteration the equilibria of each time are found")
    Method method() default Method.ANDERSON;

    /** The damping. */
    @AttributeDefinition(name = "Damping", min = "0.000001", max = "1",
            description = "The part of the way to the image that an iteration goes: t of Picard iteration, beta of Anderson acceleration")
    double damping() default 1;

    /** The memory. */
    @AttributeDefinition(name = "Memory", min = "1", max = "100",
            description = "How many differences of states Anderson acceleration remembers; no more than a state has components")
    int memory() default 5;

    /** The prediction. */
    @AttributeDefinition(name = "Prediction", description = "Where a sample starts at the next time: PREVIOUS at its last state, LINEAR on "
            + "the line through its last two, NONE at its start in the problem")
    Prediction prediction() default Prediction.PREVIOUS;

    /** The allocation of the budget. */
    @AttributeDefinition(name = "Budget", description = "How evaluations are shared out over the times: NONE as many as needed up to "
            + "the iteration limit; CONSTANT alike, INCREASING more later, DECREASING more earlier. What one leaves, later ones have")
    Allocation budget() default Allocation.NONE;

    /** The size of the budget. */
    @AttributeDefinition(name = "Evaluations for each time", min = "1", max = "1000000000",
            description = "How many evaluations a budget has for a sample at each time on average")
    long evaluationsPerTime() default 10;

    /** Whether to compare. */
    @AttributeDefinition(name = "Compare", description = "Find the equilibria of each time from the start of the problem as well, within "
            + "the same limits, and report what that takes")
    boolean compare() default false;

    /** The iterations. */
    enum Method {
        /** Picard iteration. */
        PICARD,
        /** Anderson acceleration. */
        ANDERSON
    }

    /** How evaluations are meant to be shared out; w_t are the weights of times. */
    enum Allocation {
        /** As many as a time needs, without a total. */
        NONE,
        /** w_t = 1. */
        CONSTANT,
        /** w_t = t, the first time being 1: the later, the more. */
        INCREASING,
        /** w_t = T - t + 1: the earlier, the more. */
        DECREASING
    }

    /** The starts. */
    enum Prediction {
        /** The start of the problem. */
        NONE,
        /** The last state. */
        PREVIOUS,
        /** 2 z_{t-1} - z_{t-2}. */
        LINEAR
    }
}
