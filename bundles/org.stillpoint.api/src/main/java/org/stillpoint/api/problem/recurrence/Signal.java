package org.stillpoint.api.problem.recurrence;

import org.osgi.annotation.versioning.ConsumerType;
import org.stillpoint.api.FunctionInfo;

/**
 * An input sequence that is computed where it is needed, so that a long one takes no memory; published as a service with
 * {@link FunctionInfo}, or made by a {@link org.stillpoint.api.FunctionFactory}. Thread-safe; the same steps give the same bits.
 */
@ConsumerType
public interface Signal {

    /** The number of components of each step. */
    int size();

    /**
     * Computes a stretch of the sequence.
     *
     * @param first the first step, from 0
     * @param count how many steps
     * @param values receives the steps one after the other
     * @param offset where the first value goes
     */
    void values(long first, int count, double[] values, int offset);
}
