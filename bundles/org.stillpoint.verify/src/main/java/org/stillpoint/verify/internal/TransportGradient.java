package org.stillpoint.verify.internal;

import org.stillpoint.api.problem.transport.Regulariser;

/**
 * The regulariser epsilon R of a transport problem for one entry of the plan, its conjugate epsilon R*(z / epsilon) for one slack
 * z = f + g + lambda - C, and the gradient of the conjugate, which is the plan of these potentials. The constants that are added once,
 * whatever the plan, are left to the caller.
 */
final class TransportGradient {

    /** The largest logarithm whose exponential is finite, less some for the weights to be multiplied with. */
    private static final double LARGEST_LOGARITHM = 700;

    private final Regulariser regulariser;
    private final double epsilon;

    TransportGradient(Regulariser regulariser, double epsilon) {
        this.regulariser = regulariser;
        this.epsilon = epsilon;
    }

    /** The entry of the plan; that of the regularisers without sparsity. */
    double plan(double z, double product) {
        return switch (regulariser) {
            case NONE -> 0;
            case ENTROPY -> Math.exp(z / epsilon);
            case RELATIVE_ENTROPY -> product == 0 ? 0 : z / epsilon < LARGEST_LOGARITHM ? product * Math.exp(z / epsilon)
                    : Math.exp(z / epsilon + Math.log(product));
            case QUADRATIC, SPARSE -> Math.max(z, 0) / epsilon;
        };
    }

    /** Epsilon R at an entry. */
    double value(double p, double product) {
        return switch (regulariser) {
            case NONE -> 0;
            case ENTROPY -> p <= 0 ? 0 : epsilon * p * (Math.log(p) - 1);
            case RELATIVE_ENTROPY -> p <= 0 ? 0 : epsilon * p * (Math.log(p / product) - 1);
            case QUADRATIC, SPARSE -> epsilon / 2 * p * p;
        };
    }

    /** Epsilon R at the entry that belongs to a slack, whose logarithm is known. */
    double valueAt(double z, double p) {
        return switch (regulariser) {
            case NONE -> 0;
            case ENTROPY, RELATIVE_ENTROPY -> p == 0 ? 0 : p * (z - epsilon);
            case QUADRATIC, SPARSE -> epsilon / 2 * p * p;
        };
    }

    /** Epsilon R* at a slack whose plan has the given entry. */
    double conjugate(double p) {
        return switch (regulariser) {
            case NONE -> 0;
            case ENTROPY, RELATIVE_ENTROPY -> epsilon * p;
            case QUADRATIC, SPARSE -> epsilon / 2 * p * p;
        };
    }

    /** Epsilon times what R contains once, and the negative of what R* does. */
    double constant(double massOfSource, double massOfTarget) {
        return switch (regulariser) {
            case NONE, QUADRATIC, SPARSE -> 0;
            case ENTROPY -> epsilon;
            case RELATIVE_ENTROPY -> epsilon * massOfSource * massOfTarget;
        };
    }

    /** How much the plan moves for each unit of rounding in z. */
    double sensitivity(double p) {
        return switch (regulariser) {
            case NONE -> 0;
            case ENTROPY, RELATIVE_ENTROPY -> p / epsilon;
            case QUADRATIC, SPARSE -> 1 / epsilon;
        };
    }
}
