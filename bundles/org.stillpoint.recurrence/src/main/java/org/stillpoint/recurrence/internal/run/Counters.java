package org.stillpoint.recurrence.internal.run;

/** Names of what solvers of this family count besides {@link org.stillpoint.api.Counter}. */
public final class Counters {

    /** How often a method gave up and steps were run one after the other. */
    public static final String FALLBACKS = "fallbacks";
    /** The steps that were run one after the other because windows made no progress. */
    public static final String SEQUENTIAL_STEPS = "sequentialSteps";
    /** The states that overflowed on the way and started again. */
    public static final String RESETS = "resets";
    /** The windows that were iterated on. */
    public static final String WINDOWS = "windows";
    /** The states that iterations found exactly before they ended. */
    public static final String LOCKED_STEPS = "lockedSteps";
    /** How often a window was cut because it made no progress. */
    public static final String SHRUNK_WINDOWS = "shrunkWindows";
    /** The windows that were tried with regularised steps. */
    public static final String REGULARISED_WINDOWS = "regularisedWindows";
    /** A hundred times the order of convergence that the residuals of the first stretch show: 200 where it is quadratic. */
    public static final String CONVERGENCE_ORDER = "convergenceOrderPercent";
    /** The first step, counted from 1, that is not found where a solve did not converge. */
    public static final String FIRST_UNCONVERGED = "firstUnconvergedStep";
    /** The stretches over which small differences grow. */
    public static final String GROWING_STRETCHES = "growingStretches";
    /** The chunks that ran side by side. */
    public static final String CHUNKS = "chunks";
    /** The steps of a given trajectory that were computed anew. */
    public static final String RECOMPUTED_STEPS = "recomputedSteps";
    /** Evaluations of the score of a diffusion. */
    public static final String SCORE_EVALUATIONS = "scoreEvaluations";
    /** How often the number of steps was doubled. */
    public static final String REFINEMENTS = "refinements";
    /** Evaluations of a gradient. */
    public static final String GRADIENT_EVALUATIONS = "gradientEvaluations";
    /** The rounds that the plain method takes to the same norm of the gradient. */
    public static final String PLAIN_ROUNDS = "plainRounds";
    /** How many of them predicted gradients save. */
    public static final String ROUNDS_SAVED = "roundsSaved";

    private Counters() {
    }
}
