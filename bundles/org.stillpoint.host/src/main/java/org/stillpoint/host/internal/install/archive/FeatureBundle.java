package org.stillpoint.host.internal.install.archive;

import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.Version;

/**
 * A bundle of a feature, unpacked.
 *
 * @param symbolicName its symbolic name
 * @param version its version
 * @param file the jar
 * @param sha256 the checksum of the jar, in hexadecimal digits
 * @param startOrder when it starts among the feature's bundles
 * @param fragment whether it is a fragment, which is never started
 * @param imports the clauses of Import-Package
 */
public record FeatureBundle(String symbolicName, Version version, Path file, String sha256, int startOrder, boolean fragment,
        List<HeaderClause> imports) {

    /** The symbolic name and version. */
    public String label() {
        return symbolicName + " " + version;
    }
}
