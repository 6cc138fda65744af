package org.stillpoint.host.internal.install;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.host.internal.install.archive.Checksums;
import org.stillpoint.host.internal.install.archive.Feature;
import org.stillpoint.host.internal.install.archive.FeatureBundle;
import org.stillpoint.host.internal.install.archive.RefusedException;
import org.stillpoint.host.internal.install.rehearsal.BundleFiles;
import org.stillpoint.host.internal.install.rehearsal.ResolutionReason;

/** The bundles of the running framework, and what an installation does to them. */
final class LiveBundles {

    /** Every bundle that the installer installed has a location that begins so. */
    private static final String SCHEME = "feature:";
    /** The namespace in which bundles declare the services that they will publish. */
    private static final String SERVICES = "osgi.service";
    private static final long WAIT_MILLISECONDS = 10_000;
    private static final long START_MILLISECONDS = 60_000;
    private static final long POLL_MILLISECONDS = 5;
    private static final System.Logger LOG = System.getLogger(LiveBundles.class.getName());

    private final BundleContext context;
    private final BundleFiles files;
    private final FrameworkWiring wiring;
    private final Map<Bundle, String> checksums = new ConcurrentHashMap<>();

    LiveBundles(BundleContext context, BundleFiles files) {
        this.context = context;
        this.files = files;
        wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /** Waits until the framework has started all that it starts by itself. */
    void awaitStart() {
        Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        try {
            for (long waited = 0; system.getState() == Bundle.STARTING && waited < START_MILLISECONDS; waited += POLL_MILLISECONDS) {
                Thread.sleep(POLL_MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The bundles of that symbolic name. */
    List<Bundle> named(String symbolicName) {
        return Stream.of(context.getBundles()).filter(bundle -> symbolicName.equals(bundle.getSymbolicName())).toList();
    }

    /** The bundle of that symbolic name and version. */
    Optional<Bundle> find(String symbolicName, Version version) {
        return named(symbolicName).stream().filter(bundle -> bundle.getVersion().equals(version)).findFirst();
    }

    /** Whether the installer installed the bundle; the others are the product's own. */
    static boolean isManaged(Bundle bundle) {
        return bundle.getLocation().startsWith(SCHEME);
    }

    /** Whether the bundle publishes solvers, or declares that it will. */
    static boolean hasSolvers(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return solvers(bundle).findAny().isPresent() || revision != null && revision.getDeclaredCapabilities(SERVICES)
                .stream().anyMatch(capability -> capability.getAttributes().get(Constants.OBJECTCLASS)
                        instanceof List<?> types && types.contains(Solver.class.getName()));
    }

    /** The ids of the solvers that bundles publish. */
    List<String> solverIds(Collection<Bundle> bundles) {
        return bundles.stream().flatMap(LiveBundles::solvers)
                .map(reference -> String.valueOf(reference.getProperty(SolverInfo.ID))).toList();
    }

    /** Whether an installed bundle is made of the same bytes. */
    boolean isSame(Bundle bundle, FeatureBundle other) throws IOException {
        String checksum = checksums.get(bundle);
        return other.sha256().equals(checksum != null ? checksum : Checksums.of(files.find(bundle)));
    }

    /** Removes the bundles of features that a framework has kept from an earlier process: what is installed is built up anew. */
    void removeKept() {
        List<Bundle> kept = Stream.of(context.getBundles()).filter(LiveBundles::isManaged).toList();
        if (!kept.isEmpty()) {
            remove(kept);
        }
    }

    /** Installs a bundle of a feature without starting it; it can start wherever the host's own bundle runs. */
    Bundle install(Feature feature, FeatureBundle bundle) throws BundleException, IOException {
        long namesakes = feature.bundles().stream().filter(other -> other.symbolicName().equals(bundle.symbolicName())).count();
        String location = SCHEME + feature.id() + ":" + feature.version() + "!" + bundle.symbolicName()
                + (namesakes > 1 ? ":" + bundle.version() : "");
        try (InputStream in = Files.newInputStream(bundle.file())) {
            Bundle installed = context.installBundle(location, in);
            checksums.put(installed, bundle.sha256());
            installed.adapt(BundleStartLevel.class).setStartLevel(context.getBundle().adapt(BundleStartLevel.class).getStartLevel());
            return installed;
        }
    }

    /** Resolves and starts bundles in their order, for the life of this process: the next one starts what the store says. */
    void start(List<Bundle> bundles, Feature feature) throws RefusedException {
        wiring.resolveBundles(bundles);
        for (Bundle bundle : bundles) {
            boolean fragment = feature.bundles().stream().anyMatch(source -> source.fragment()
                    && source.symbolicName().equals(bundle.getSymbolicName()));
            try {
                if (!fragment) {
                    bundle.start(Bundle.START_TRANSIENT);
                }
            } catch (BundleException failed) {
                throw new RefusedException(bundle.getState() == Bundle.INSTALLED ? ResolutionReason.of(bundle, failed, wiring)
                        : "bundle " + bundle.getSymbolicName() + " does not start: " + failed.getMessage(), failed);
            }
        }
    }

    /** Waits until the bundles have published the solvers, and has each made once. */
    void awaitSolvers(Collection<Bundle> bundles, Collection<String> ids) throws RefusedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MILLISECONDS);
        Set<String> missing = missing(bundles, ids);
        while (!missing.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new RefusedException("the solvers " + missing + " did not appear within " + WAIT_MILLISECONDS / 1000 + " seconds");
            }
            pause();
            missing = missing(bundles, ids);
        }
        for (ServiceReference<?> reference : bundles.stream().flatMap(LiveBundles::solvers).toList()) {
            if (context.getService(reference) == null) {
                throw new RefusedException("the solver " + reference.getProperty(SolverInfo.ID) + " does not activate");
            }
            context.ungetService(reference);
        }
    }

    private static Set<String> missing(Collection<Bundle> bundles, Collection<String> ids) {
        Set<String> missing = new HashSet<>(ids);
        bundles.stream().flatMap(LiveBundles::solvers).forEach(reference -> missing.remove(reference.getProperty(SolverInfo.ID)));
        return missing;
    }

    private static void pause() throws RefusedException {
        try {
            Thread.sleep(POLL_MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RefusedException("the installation was interrupted", interrupted);
        }
    }

    private static Stream<ServiceReference<?>> solvers(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        return Stream.ofNullable(services).flatMap(Stream::of)
                .filter(reference -> List.of((String[]) reference.getProperty(Constants.OBJECTCLASS)).contains(Solver.class.getName()));
    }

    /** The bundles that would have to stop if the given ones went, beside those themselves. */
    List<Bundle> dependents(Collection<Bundle> bundles) {
        return wiring.getDependencyClosure(bundles).stream().filter(bundle -> !bundles.contains(bundle)).toList();
    }

    /** Stops and uninstalls bundles, and lets go of their classes unless others have come to depend on them. */
    void remove(Collection<Bundle> bundles) {
        List<Bundle> removed = new ArrayList<>();
        List<Bundle> dependents = dependents(bundles);
        for (Bundle bundle : bundles) {
            try {
                checksums.remove(bundle);
                if (bundle.getState() != Bundle.UNINSTALLED) {
                    bundle.uninstall();
                }
                removed.add(bundle);
            } catch (BundleException | IllegalStateException failed) {
                LOG.log(Level.WARNING, "cannot uninstall " + bundle, failed);
            }
        }
        if (dependents.isEmpty()) {
            refresh(removed);
        } else {
            LOG.log(Level.WARNING, () -> "the classes of " + removed + " stay until the next start: " + dependents + " use them");
        }
    }

    private void refresh(Collection<Bundle> bundles) {
        CountDownLatch refreshed = new CountDownLatch(1);
        wiring.refreshBundles(bundles, event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        try {
            if (!refreshed.await(WAIT_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, () -> "the framework did not let go of " + bundles + " in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
