package org.stillpoint.host.internal.run;

import java.time.Duration;

/**
 * How many runs the host takes on.
 *
 * @param workers runs at a time
 * @param queueLength runs that may wait
 * @param grace the time after which a solver that was asked to stop is given up
 * @param verification the least time after which a verifier is given up, in a run that has a time limit or was cancelled
 */
record RunLimits(int workers, int queueLength, Duration grace, Duration verification) {

    static RunLimits of(RunConfiguration configuration) {
        int workers = configuration.workers() > 0 ? configuration.workers() : Runtime.getRuntime().availableProcessors();
        return new RunLimits(workers, Math.max(1, configuration.queueLength()),
                seconds(configuration.graceSeconds()), seconds(configuration.verificationSeconds()));
    }

    private static Duration seconds(double configured) {
        return Duration.ofNanos((long) (1e9 * Math.max(0.001, configured)));
    }

    /** The time that a verifier has in a run whose solver has so much: a solver may be quicker than the proof of what it found. */
    Duration verification(Duration timeLimit) {
        return timeLimit.compareTo(verification) > 0 ? timeLimit : verification;
    }
}
