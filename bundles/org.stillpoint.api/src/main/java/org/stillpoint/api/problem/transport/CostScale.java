package org.stillpoint.api.problem.transport;

/** What costs are divided by before anything else. */
public enum CostScale {
    /** By 1. */
    NONE,
    /** By the largest cost. */
    MAX,
    /** By the mean of all costs. */
    MEAN
}
