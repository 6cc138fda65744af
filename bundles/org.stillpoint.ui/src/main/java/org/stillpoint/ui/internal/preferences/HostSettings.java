package org.stillpoint.ui.internal.preferences;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.IPreferencesService;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.osgi.util.NLS;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Keeps the host configured as the preferences say: at once when one changes, and when a configuration admin comes, before or after the
 * host. The folder for archives is watched by Felix FileInstall, which is started when there is a folder to watch.
 */
final class HostSettings {

    private static final String FILE_INSTALL = "org.apache.felix.fileinstall";
    private static final String WATCHED = "felix.fileinstall.dir";
    /** FileInstall takes this for a list of no folders; without any it watches one of its own choice. */
    private static final String NO_FOLDER = ",";
    private static final String RUNS = "org.stillpoint.host.runs";
    private static final String WORKERS = "workers";
    /** Marks the configurations that are made here, which only are deleted here. */
    private static final String MARK = "org.stillpoint.ui.preferences";
    private static final String INSTANCE = "stillpoint-workbench";
    private static final String ANY_LOCATION = "?";
    private static final Set<String> KEYS = Set.of(Settings.DEPLOY_FOLDER, Settings.RUNS_AT_A_TIME);

    private final BundleContext context;
    private final ServiceTracker<ConfigurationAdmin, ConfigurationAdmin> admin;
    private volatile ConfigurationAdmin present;
    private final Job job = new Job(Messages.apply) {
        @Override
        protected IStatus run(IProgressMonitor monitor) {
            return apply();
        }
    };

    HostSettings(BundleContext context) {
        this.context = context;
        job.setSystem(true);
        admin = new ServiceTracker<>(context, ConfigurationAdmin.class, null) {
            @Override
            public ConfigurationAdmin addingService(ServiceReference<ConfigurationAdmin> reference) {
                // The tracker knows of it after this call only, and the job may run before.
                ConfigurationAdmin found = super.addingService(reference);
                present = found;
                job.schedule();
                return found;
            }

            @Override
            public void removedService(ServiceReference<ConfigurationAdmin> reference, ConfigurationAdmin service) {
                present = getService();
                super.removedService(reference, service);
            }
        };
    }

    /** Configures the host from now on, until the bundle stops. */
    void open() {
        InstanceScope.INSTANCE.getNode(Settings.NODE).addPreferenceChangeListener(event -> {
            if (KEYS.contains(event.getKey())) {
                job.schedule();
            }
        });
        admin.open();
    }

    private IStatus apply() {
        ConfigurationAdmin configurations = present;
        if (configurations == null) {
            return Status.OK_STATUS;
        }
        IPreferencesService preferences = Platform.getPreferencesService();
        String folder = preferences.getString(Settings.NODE, Settings.DEPLOY_FOLDER, "", null).trim();
        int runs = preferences.getInt(Settings.NODE, Settings.RUNS_AT_A_TIME, 0, null);
        try {
            configure(configurations.getConfiguration(RUNS, ANY_LOCATION), runs > 0 ? Map.of(WORKERS, runs) : Map.of());
            configure(configurations.getFactoryConfiguration(FILE_INSTALL, INSTANCE, ANY_LOCATION), folder.isEmpty() ? Map.of()
                    : Map.of(WATCHED, folder, "felix.fileinstall.poll", "1000", "felix.fileinstall.noInitialDelay", "true",
                            "felix.fileinstall.filter", ".*\\.(solver|jar)"));
            if (!folder.isEmpty()) {
                startWatcher();
            }
            return Status.OK_STATUS;
        } catch (IOException | BundleException failed) {
            return Status.error(NLS.bind(Messages.notApplied, failed.getMessage()), failed);
        } catch (IllegalStateException gone) {
            // The configuration admin is going away; the next one that comes is configured.
            return Status.OK_STATUS;
        }
    }

    private static void configure(Configuration configuration, Map<String, ?> values) throws IOException {
        Dictionary<String, Object> present = configuration.getProperties();
        if (values.isEmpty()) {
            if (present == null || present.get(MARK) != null) {
                configuration.delete();
            }
            return;
        }
        Hashtable<String, Object> properties = new Hashtable<>();
        if (present != null) {
            Collections.list(present.keys()).forEach(key -> properties.put(key, present.get(key)));
        }
        properties.putAll(values);
        properties.put(MARK, true);
        configuration.updateIfDifferent(properties);
    }

    private void startWatcher() throws BundleException {
        Optional<Bundle> watcher = watcher(context);
        if (watcher.isPresent() && (watcher.get().getState() & (Bundle.ACTIVE | Bundle.STARTING)) == 0) {
            if (context.getProperty(WATCHED) == null) {
                System.setProperty(WATCHED, NO_FOLDER);
            }
            watcher.get().start(Bundle.START_TRANSIENT);
        }
    }

    /** The bundle that watches folders. */
    static Optional<Bundle> watcher(BundleContext context) {
        return Stream.of(context.getBundles()).filter(bundle -> FILE_INSTALL.equals(bundle.getSymbolicName())).findFirst();
    }
}
