package org.stillpoint.host.internal.install;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Sees to it that nothing is wired to a bundle that is about to go, except what goes with it. */
final class LeavingHook implements ResolverHookFactory, ResolverHook {

    private final Set<Bundle> leaving = ConcurrentHashMap.newKeySet();

    /** The bundles that are about to go. */
    Set<Bundle> leaving() {
        return leaving;
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return this;
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        if (!leaving.contains(requirement.getRevision().getBundle())) {
            candidates.removeIf(candidate -> leaving.contains(candidate.getRevision().getBundle()));
        }
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        // Whether a bundle may resolve at all is not this hook's business.
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
        // Two versions of a singleton cannot run side by side; the framework refuses the second.
    }

    @Override
    public void end() {
        // There is nothing to release.
    }
}
