package org.stillpoint.transport.internal.sinkhorn;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link SinkhornSolver}. */
@ObjectClassDefinition(name = "Entropic transport by Sinkhorn's iteration")
public @interface SinkhornOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1e6",
            description = "Largest marginal error of a solution, in the 1-norm over both sides and in parts of the mass")
    double tolerance() default 1e-9;

    /** The most sweeps. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = "Most sweeps over both sides")
    long maxIterations() default 1_000_000;

    /** The order of steps. */
    @AttributeDefinition(name = "Order of steps", description = "alternating: the step of the targets sees that of the sources; "
            + "symmetric: both steps are taken from the same iterate, half of the way, without acceleration")
    Order order() default Order.ALTERNATING;

    /** The acceleration. */
    @AttributeDefinition(name = "Acceleration", description = "none; relaxation: all steps go further by a fixed factor; adaptive: by a "
            + "factor that follows from the observed rate; anderson: the target potentials are extrapolated, until that does not help any "
            + "more. What would lower the dual value is not done; partial transport is not accelerated")
    Acceleration acceleration() default Acceleration.ADAPTIVE;

    /** The relaxation. */
    @AttributeDefinition(name = "Relaxation", min = "1", max = "1.999", description = "The fixed factor of relaxed steps")
    double relaxation() default 1.5;

    /** The memory. */
    @AttributeDefinition(name = "Memory", min = "1", max = "100", description = "How many differences Anderson acceleration remembers")
    int memory() default 8;

    /** Where epsilon starts. */
    @AttributeDefinition(name = "Start of epsilon", min = "0", max = "1000000",
            description = "The first epsilon in units of the largest cost, if it is larger than that of the problem; 0 for that of the "
                    + "problem alone")
    double scalingStart() default 0.25;

    /** The ratio of epsilons. */
    @AttributeDefinition(name = "Ratio of epsilons", min = "0.001", max = "0.999", description = "By what epsilon is multiplied at most")
    double scalingFactor() default 0.25;

    /** The sweeps of a level. */
    @AttributeDefinition(name = "Sweeps of a level", min = "1", max = "1000000", description = "Most sweeps for each epsilon but the last")
    int scalingSweeps() default 100;

    /** The error of a level. */
    @AttributeDefinition(name = "Error of a level", min = "0", max = "2",
            description = "The marginal error, as a part of the mass, at which the next epsilon follows")
    double scalingError() default 0.05;

    /** Where costs are kept. */
    @AttributeDefinition(name = "Costs", description = "matrix: costs are computed once; online: in each sweep anew; automatic: online "
            + "only where the matrix has more than matrixEntries entries and the costs are those of points")
    Costs costs() default Costs.AUTOMATIC;

    /** The largest matrix. */
    @AttributeDefinition(name = "Largest matrix", min = "1", max = "2147483639", description = "Most entries of a matrix of costs of "
            + "points; it takes 16 bytes for each")
    long matrixEntries() default 40_000_000;

    /** The largest explicit plan. */
    @AttributeDefinition(name = "Largest plan", min = "0", max = "2147483639", description = "Most entries of a plan that is given as a "
            + "matrix; a larger one is given by its potentials")
    long planEntries() default 4_000_000;

    /** The order of the two steps of a sweep. */
    enum Order {
        /** One after the other. */
        ALTERNATING,
        /** Both from the same iterate, averaged with it. */
        SYMMETRIC
    }

    /** What makes sweeps faster. */
    enum Acceleration {
        /** Nothing. */
        NONE,
        /** Overrelaxation by a fixed factor. */
        RELAXATION,
        /** Overrelaxation by a factor that adapts. */
        ADAPTIVE,
        /** Anderson acceleration. */
        ANDERSON
    }

    /** Where costs are kept. */
    enum Costs {
        /** Where they fit best. */
        AUTOMATIC,
        /** In a matrix. */
        MATRIX,
        /** Nowhere. */
        ONLINE
    }
}
