package org.stillpoint.api.run;

import java.util.List;
import java.util.Optional;

/**
 * What an installation did.
 *
 * @param feature the id of the feature
 * @param version its version
 * @param steps the steps that were taken, in order, each for people
 * @param refusal why it was refused, in one paragraph; empty if it took place. After a refusal the host is as before.
 * @param older whether it was refused for being older than what is installed, which {@code force} would have allowed
 */
public record InstallReport(String feature, String version, List<String> steps, Optional<String> refusal, boolean older) {

    /** Copies the steps. */
    public InstallReport {
        steps = List.copyOf(steps);
    }

    /** A report of what took place, or was refused for another reason than its age. */
    public InstallReport(String feature, String version, List<String> steps, Optional<String> refusal) {
        this(feature, version, steps, refusal, false);
    }

    /** Whether the installation took place. */
    public boolean installed() {
        return refusal.isEmpty();
    }
}
