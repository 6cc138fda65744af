package org.stillpoint.api.problem.transport;

/** What is added, times epsilon, to the cost of a transport plan P; a and b are the weights of source and target. */
public enum Regulariser {
    /** Nothing. */
    NONE,
    /** The negative entropy against the counting measure, the sum of P log P - P, plus 1: P = exp((f + g - C) / epsilon). */
    ENTROPY,
    /** The divergence from the product of the weights, the sum of P log(P / (a b)) - P, plus a b: P = a b exp((f + g - C) / epsilon). */
    RELATIVE_ENTROPY,
    /** Half the squared norm, 1/2 the sum of P^2: P = max(f + g - C, 0) / epsilon. */
    QUADRATIC,
    /** Half the squared norm, with at most a given number of positive entries in each column. */
    SPARSE
}
