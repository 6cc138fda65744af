package org.stillpoint.host.internal.install;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes the configurations of features, each marked with its feature. */
@Component
public final class ConfigurationWriter implements FeatureConfigurations {

    private static final String OWNER = "stillpoint.feature";
    private static final String ANY_LOCATION = "?";
    private final ConfigurationAdmin admin;

    /** Called by the component runtime. */
    @Activate
    public ConfigurationWriter(@Reference ConfigurationAdmin admin) {
        this.admin = admin;
    }

    @Override
    public void apply(String feature, Map<String, Map<String, Object>> configurations) throws IOException {
        for (Configuration earlier : owned(feature)) {
            if (!configurations.containsKey(earlier.getPid())) {
                earlier.delete();
            }
        }
        for (Map.Entry<String, Map<String, Object>> entry : configurations.entrySet()) {
            Configuration configuration = configuration(entry.getKey());
            Dictionary<String, Object> present = configuration.getProperties();
            if (present == null || feature.equals(present.get(OWNER))) {
                Hashtable<String, Object> properties = new Hashtable<>(entry.getValue());
                properties.put(OWNER, feature);
                configuration.updateIfDifferent(properties);
            }
        }
    }

    private Configuration configuration(String pid) throws IOException {
        int tilde = pid.indexOf('~');
        return tilde < 0 ? admin.getConfiguration(pid, ANY_LOCATION)
                : admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), ANY_LOCATION);
    }

    private Configuration[] owned(String feature) throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(" + OWNER + "=" + feature + ")");
            return found == null ? new Configuration[0] : found;
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
