package org.stillpoint.api.run;

import java.time.Instant;
import java.util.List;

/**
 * A feature that is installed beside what the product brought.
 *
 * @param id the feature's id
 * @param version its version
 * @param bundles its bundles, each as {@code symbolic-name version}
 * @param solvers the ids of its solvers
 * @param installed when it was installed
 * @param draining whether it takes no new runs and goes when its last one ends
 */
public record InstalledFeature(String id, String version, List<String> bundles, List<String> solvers, Instant installed,
        boolean draining) {
}
