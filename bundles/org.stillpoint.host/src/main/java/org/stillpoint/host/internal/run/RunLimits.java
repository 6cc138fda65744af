package org.stillpoint.host.internal.run;

import java.time.Duration;

/**
 * How many runs the host takes on.
 *
 * @param workers runs at a time
 * @param queueLength runs that may wait
 * @param grace the time after which a solver that was asked to stop is given up
 */
record RunLimits(int workers, int queueLength, Duration grace) {

    static RunLimits of(RunConfiguration configuration) {
        int workers = configuration.workers() > 0 ? configuration.workers() : Runtime.getRuntime().availableProcessors();
        return new RunLimits(workers, Math.max(1, configuration.queueLength()),
                Duration.ofNanos((long) (1e9 * Math.max(0.001, configuration.graceSeconds()))));
    }
}
