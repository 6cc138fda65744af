package org.stillpoint.host.internal.install.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * A feature, unpacked and found whole.
 *
 * @param id the artifact of its coordinates, or the symbolic name of a single bundle
 * @param version its version
 * @param digest the checksum of its content, the same for the same content however it was packed
 * @param folder where it is unpacked
 * @param bundles its bundles, in the order in which they start
 * @param configurations the configurations by PID
 * @param api the versions of Stillpoint's API that it runs with, if it says so
 */
public record Feature(String id, Version version, String digest, Path folder, List<FeatureBundle> bundles,
        Map<String, Map<String, Object>> configurations, Optional<VersionRange> api) {

    /** The id and version. */
    public String label() {
        return id + " " + version;
    }
}
