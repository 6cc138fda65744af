package org.stillpoint.api.run;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Hot installation as a transaction: staged, checked, rehearsed in a throw-away framework, started, published; the version
 * before it is drained and removed. Any failure leaves the host as it was.
 */
@ProviderType
public interface Installer {

    /**
     * Installs or updates a feature.
     *
     * @param archive a {@code .solver} archive, or a bundle's jar
     * @param force whether an older version may replace a newer one
     * @return what was done, or why not
     */
    InstallReport install(Path archive, boolean force);

    /**
     * Removes a feature: it takes no new runs, and goes when its last one ends.
     *
     * @param feature the feature's id
     */
    InstallReport uninstall(String feature);

    /** The features installed now, by id and version. */
    List<InstalledFeature> installed();
}
