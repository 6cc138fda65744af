package org.stillpoint.host.internal.install;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.stillpoint.host.internal.install.archive.Feature;
import org.stillpoint.host.internal.install.archive.FeatureBundle;
import org.stillpoint.host.internal.install.archive.OlderVersionException;
import org.stillpoint.host.internal.install.archive.RefusedException;

/**
 * Which bundles an installation would add, keep and let go; made, and refused, without touching anything.
 *
 * @param added the bundles to be installed
 * @param kept the running bundles that belong to the feature too, because they are made of the same bytes
 * @param leaving the running bundles that the feature replaces
 */
record InstallPlan(List<FeatureBundle> added, Set<Bundle> kept, Set<Bundle> leaving) {

    /** Whether the plan adds a bundle, wherever its file lies by now. */
    boolean adds(FeatureBundle bundle) {
        return added.stream().anyMatch(other -> other.label().equals(bundle.label()));
    }

    /** Refuses a version that does not follow the installed one. Returns whether there is anything to do. */
    static boolean admit(Feature feature, Optional<Feature> current, boolean force) throws RefusedException {
        if (current.isEmpty()) {
            return true;
        }
        int order = feature.version().compareTo(current.get().version());
        if (order == 0) {
            if (feature.digest().equals(current.get().digest())) {
                return false;
            }
            throw new RefusedException(feature.label() + " is installed already with other content; a changed feature needs a new version");
        }
        requireNewer(feature.id(), feature.version(), current.get().version(), force);
        return true;
    }

    private static void requireNewer(String name, Version version, Version installed, boolean force) throws RefusedException {
        if (version.compareTo(installed) < 0 && !force) {
            throw new OlderVersionException(name + " " + version + " is older than the installed version " + installed
                    + "; only --force goes back to an older version");
        }
    }

    /**
     * Plans an installation.
     *
     * @param live the running framework
     * @param feature the feature
     * @param replaceable the bundles of the feature's present version that no other feature has
     * @param force whether an older version may replace a newer one
     */
    static InstallPlan of(LiveBundles live, Feature feature, Collection<Bundle> replaceable, boolean force)
            throws RefusedException, IOException {
        List<FeatureBundle> added = new ArrayList<>();
        Set<Bundle> kept = new LinkedHashSet<>();
        Set<Bundle> leaving = new LinkedHashSet<>(replaceable);
        for (FeatureBundle bundle : feature.bundles()) {
            Optional<Bundle> present = live.find(bundle.symbolicName(), bundle.version());
            if (present.isPresent()) {
                requireSame(live, present.get(), bundle);
                kept.add(present.get());
            } else {
                added.add(bundle);
                leaving.addAll(supersede(live, bundle, force));
            }
        }
        leaving.removeAll(kept);
        List<Bundle> dependents = live.dependents(leaving);
        if (!dependents.isEmpty()) {
            throw new RefusedException(names(dependents) + " would have to stop, because "
                    + (dependents.size() == 1 ? "it uses " : "they use ") + "packages of " + names(leaving)
                    + "; a bundle that others build on changes with a restart, or together with them");
        }
        return new InstallPlan(List.copyOf(added), kept, leaving);
    }

    private static void requireSame(LiveBundles live, Bundle present, FeatureBundle bundle) throws RefusedException, IOException {
        if (!live.isSame(present, bundle)) {
            throw new RefusedException("bundle " + bundle.label() + " is installed already with other content"
                    + (LiveBundles.isManaged(present) ? "; a changed bundle needs a new version"
                            : "; it belongs to the product, whose own bundles change with a restart"));
        }
    }

    /** The product's own version of a bundle goes if it is a solver bundle; all else that the product brought stays. */
    private static Set<Bundle> supersede(LiveBundles live, FeatureBundle bundle, boolean force) throws RefusedException {
        Set<Bundle> superseded = new LinkedHashSet<>();
        for (Bundle other : live.named(bundle.symbolicName())) {
            if (!LiveBundles.isManaged(other)) {
                if (!LiveBundles.hasSolvers(other)) {
                    throw new RefusedException("bundle " + bundle.label() + " would replace the product's own version " + other.getVersion()
                            + "; libraries and other shared bundles change only with a restart");
                }
                requireNewer(bundle.symbolicName(), bundle.version(), other.getVersion(), force);
                superseded.add(other);
            }
        }
        return superseded;
    }

    private static String names(Collection<Bundle> bundles) {
        return String.join(", ", bundles.stream().map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion()).toList());
    }
}
