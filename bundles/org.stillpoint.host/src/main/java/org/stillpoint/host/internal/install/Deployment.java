package org.stillpoint.host.internal.install;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.stillpoint.host.internal.install.archive.Feature;
import org.stillpoint.host.internal.install.archive.FeatureBundle;
import org.stillpoint.host.internal.install.archive.RefusedException;
import org.stillpoint.host.internal.registry.SolverDraining;

/** The features of the running framework, and how one takes the place of another. All methods are called under one lock. */
final class Deployment {

    private static final System.Logger LOG = System.getLogger(Deployment.class.getName());
    private final BundleContext context;
    private final FeatureStore store;
    private final LiveBundles live;
    private final SolverDraining draining;
    private final LeavingHook hook;
    private final Retirements retirements;
    private final Map<String, Running> features = new TreeMap<>();
    private final Map<String, InstalledRecord> dormant = new TreeMap<>();

    /** A feature that runs, with all of its bundles. */
    private record Running(InstalledRecord installed, Set<Bundle> bundles) {
    }

    Deployment(BundleContext context, FeatureStore store, LiveBundles live, SolverDraining draining, LeavingHook hook,
            Retirements retirements) {
        this.context = context;
        this.store = store;
        this.live = live;
        this.draining = draining;
        this.hook = hook;
        this.retirements = retirements;
    }

    /** The running feature of that id. */
    Optional<InstalledRecord> find(String id) {
        return Optional.ofNullable(features.get(id)).map(Running::installed);
    }

    /** The running features, by id. */
    List<InstalledRecord> running() {
        return features.values().stream().map(Running::installed).toList();
    }

    /** Remembers a feature that is installed but cannot run now; the next start tries again. */
    void sleep(InstalledRecord installed) {
        dormant.put(installed.feature().id(), installed);
    }

    /** The bundles that the present version of a feature has for itself. */
    Collection<Bundle> exclusive(String id) {
        Running running = features.get(id);
        if (running == null) {
            return Set.of();
        }
        Set<Bundle> bundles = new LinkedHashSet<>(running.bundles());
        bundles.removeIf(bundle -> !LiveBundles.isManaged(bundle));
        features.values().stream().filter(other -> other != running).forEach(other -> bundles.removeAll(other.bundles()));
        return bundles;
    }

    /** The bundles that are not part of the framework as it will be once a plan is carried out. */
    Set<Bundle> leaving(InstallPlan plan) {
        Set<Bundle> leaving = new LinkedHashSet<>(plan.leaving());
        retirements.bundles().forEach(leaving::add);
        leaving.removeAll(plan.kept());
        return leaving;
    }

    /**
     * Carries out a plan: starts what is new unseen, remembers it, lets it be seen, and sends away what it replaces.
     *
     * @param installed the feature, in the store
     * @param steps receives what was done
     * @throws RefusedException if that failed; all is as before then
     */
    void deploy(InstalledRecord installed, InstallPlan plan, List<String> steps) throws RefusedException {
        Feature feature = installed.feature();
        Optional<Running> previous = Optional.ofNullable(features.get(feature.id()));
        List<Bundle> added = new ArrayList<>();
        hook.leaving().addAll(plan.leaving());
        try {
            install(feature, plan, added);
            configure(feature);
            live.start(added, feature);
            Set<Bundle> bundles = new LinkedHashSet<>(added);
            bundles.addAll(plan.kept());
            live.awaitSolvers(bundles, installed.solvers());
            features.put(feature.id(), new Running(installed, bundles));
            dormant.remove(feature.id());
            remember();
        } catch (BundleException | IOException | RefusedException | RuntimeException | LinkageError failed) {
            hook.leaving().removeAll(plan.leaving());
            rollBack(feature.id(), previous, added);
            throw failed instanceof RefusedException refused ? refused
                    : new RefusedException(feature.label() + " cannot be installed: " + failed.getMessage(), failed);
        }
        retirements.restore(plan.kept());
        added.forEach(draining::publish);
        String solvers = installed.solvers().isEmpty() ? "no solver" : String.join(", ", installed.solvers());
        steps.add(added.isEmpty() ? "all of its bundles run already, with " + solvers : "started and published " + solvers);
        if (previous.isPresent() || !plan.leaving().isEmpty()) {
            String name = previous.map(running -> running.installed().feature().label()).orElse("the product's own version");
            steps.add(retirements.retire(previous.map(Running::installed), plan.leaving()) ? name + " is gone"
                    : name + " takes no new runs and goes when its last one ends");
        }
    }

    private void install(Feature feature, InstallPlan plan, List<Bundle> added) throws BundleException, IOException {
        for (FeatureBundle bundle : feature.bundles()) {
            if (plan.adds(bundle)) {
                Bundle installed = live.install(feature, bundle);
                added.add(installed);
                draining.hold(installed);
            }
        }
    }

    private void rollBack(String id, Optional<Running> previous, List<Bundle> added) {
        live.remove(added);
        previous.ifPresentOrElse(running -> features.put(id, running), () -> features.remove(id));
        configureQuietly(id, previous.map(running -> running.installed().feature().configurations()).orElse(Map.of()));
    }

    private void configure(Feature feature) throws RefusedException, IOException {
        ServiceReference<FeatureConfigurations> reference = context.getServiceReference(FeatureConfigurations.class);
        if (reference != null) {
            context.getService(reference).apply(feature.id(), feature.configurations());
            context.ungetService(reference);
        } else if (!feature.configurations().isEmpty()) {
            throw new RefusedException(feature.label() + " brings configurations, and no configuration admin is installed to take them");
        }
    }

    private void configureQuietly(String id, Map<String, Map<String, Object>> configurations) {
        ServiceReference<FeatureConfigurations> reference = context.getServiceReference(FeatureConfigurations.class);
        if (reference != null) {
            try {
                context.getService(reference).apply(id, configurations);
            } catch (IOException failed) {
                LOG.log(Level.WARNING, "the configurations of " + id + " are not as they should be", failed);
            } finally {
                context.ungetService(reference);
            }
        }
    }

    private void remember() throws IOException {
        if (store.isOwned()) {
            store.write(Stream.concat(running().stream(), dormant.values().stream()).toList());
        }
    }

    /** Ties a feature to a file in the deploy folder. */
    void tie(InstalledRecord installed, Path origin) throws IOException {
        String id = installed.feature().id();
        features.computeIfPresent(id, (name, running) ->
                new Running(installed.withOrigin(Optional.of(origin)), running.bundles()));
        remember();
    }

    /**
     * Removes a feature.
     *
     * @param steps receives what was done
     */
    void remove(InstalledRecord installed, List<String> steps) throws RefusedException, IOException {
        String id = installed.feature().id();
        Collection<Bundle> leaving = exclusive(id);
        List<Bundle> dependents = live.dependents(leaving);
        if (!dependents.isEmpty()) {
            throw new RefusedException(id + " cannot be removed: " + dependents.stream().map(Bundle::getSymbolicName).toList()
                    + " use its packages");
        }
        Running running = features.remove(id);
        try {
            remember();
        } catch (IOException failed) {
            features.put(id, running);
            throw failed;
        }
        configureQuietly(id, Map.of());
        steps.add(retirements.retire(Optional.of(installed), leaving) ? installed.feature().label() + " is gone"
                : installed.feature().label() + " takes no new runs and goes when its last one ends");
    }
}
