package org.stillpoint.verify.internal.recurrence;

/**
 * What was measured along the states of one direction of a layer.
 *
 * @param residual the residual as the problem defines it; NaN where not all states are kept
 * @param rounding by how much rounding of the state and the input may change the step with the largest residual, relative as that is; 0
 *     where not all states are kept
 * @param betweenKept the largest relative difference from what kept states lead to at the next ones; 0 where all states are kept
 * @param betweenKeptAmplification the amplification of errors from one kept state to the next
 * @param agreement the largest relative difference from a sequential run, over all steps or the sampled segments
 * @param agreementAmplification the amplification of errors over the steps compared
 * @param amplification the amplification of errors over all steps, extrapolated from segments where only those were run
 * @param exponent the largest Lyapunov exponent, natural logarithm for each step
 * @param whole whether the sequential run was over all steps
 * @param determined the number of steps from the start over which rounding stays small
 */
record PathReport(double residual, double rounding, double betweenKept, double betweenKeptAmplification, double agreement,
        double agreementAmplification, double amplification, double exponent, boolean whole, long determined) {
}
