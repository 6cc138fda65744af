package org.stillpoint.host.internal.install;

import java.io.IOException;
import java.util.Map;

/** Keeps the configurations that features bring; a service where the framework has a configuration admin. */
public interface FeatureConfigurations {

    /**
     * Makes the configurations of a feature the given ones: new and changed ones are written, those of an earlier version
     * that are no longer there are deleted. A configuration that the user made is left alone.
     *
     * @param feature the feature's id
     * @param configurations properties by PID; {@code factory~name} for a factory
     */
    void apply(String feature, Map<String, Map<String, Object>> configurations) throws IOException;
}
