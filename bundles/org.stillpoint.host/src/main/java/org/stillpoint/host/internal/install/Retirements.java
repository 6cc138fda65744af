package org.stillpoint.host.internal.install;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.stillpoint.host.internal.registry.SolverDraining;

/** The bundles that take no new calls and go when their last call has ended. All methods are called under one lock. */
final class Retirements {

    private static final System.Logger LOG = System.getLogger(Retirements.class.getName());
    private final ReentrantLock lock;
    private final SolverDraining draining;
    private final LiveBundles live;
    private final LeavingHook hook;
    private final Executor executor;
    private final Runnable changed;
    private final List<Retirement> retirements = new ArrayList<>();

    /** One feature's bundles that are on their way out. */
    private static final class Retirement {
        private final Optional<InstalledRecord> installed;
        private final Map<Bundle, CompletableFuture<Void>> bundles = new LinkedHashMap<>();

        Retirement(Optional<InstalledRecord> installed) {
            this.installed = installed;
        }

        boolean isOver() {
            return bundles.values().stream().allMatch(CompletableFuture::isDone);
        }
    }

    /**
     * @param lock held by every caller
     * @param executor where bundles are removed that were still busy at first
     * @param changed called after that
     */
    Retirements(ReentrantLock lock, SolverDraining draining, LiveBundles live, LeavingHook hook, Executor executor, Runnable changed) {
        this.lock = lock;
        this.draining = draining;
        this.live = live;
        this.hook = hook;
        this.executor = executor;
        this.changed = changed;
    }

    /**
     * Sends no new calls to the bundles, and removes them at once or when their last call has ended.
     *
     * @param installed the feature that they made up, if they came as one
     * @return whether they are gone already
     */
    boolean retire(Optional<InstalledRecord> installed, Collection<Bundle> bundles) {
        Retirement retirement = new Retirement(installed);
        hook.leaving().addAll(bundles);
        bundles.forEach(bundle -> retirement.bundles.put(bundle, draining.retire(bundle)));
        retirements.add(retirement);
        return proceed(retirement);
    }

    /** Takes bundles back into service that were on their way out. */
    void restore(Collection<Bundle> bundles) {
        for (Retirement retirement : List.copyOf(retirements)) {
            if (retirement.bundles.keySet().removeAll(bundles)) {
                proceed(retirement);
            }
        }
        for (Bundle bundle : bundles) {
            if (hook.leaving().remove(bundle)) {
                draining.restore(bundle);
            }
        }
    }

    /** The features of which something is still on its way out. */
    List<InstalledRecord> features() {
        return retirements.stream().map(retirement -> retirement.installed).flatMap(Optional::stream).toList();
    }

    /** The bundles that are on their way out. */
    Stream<Bundle> bundles() {
        return retirements.stream().flatMap(retirement -> retirement.bundles.keySet().stream());
    }

    private boolean proceed(Retirement retirement) {
        if (retirement.isOver()) {
            finish(retirement);
            return true;
        }
        CompletableFuture.allOf(retirement.bundles.values().toArray(CompletableFuture[]::new)).whenCompleteAsync((done, failure) -> {
            lock.lock();
            try {
                if (retirements.contains(retirement) && retirement.isOver()) {
                    finish(retirement);
                    changed.run();
                }
            } finally {
                lock.unlock();
            }
        }, executor);
        return false;
    }

    private void finish(Retirement retirement) {
        retirements.remove(retirement);
        live.remove(retirement.bundles.keySet());
        hook.leaving().removeAll(retirement.bundles.keySet());
        retirement.installed.ifPresent(installed -> {
            try {
                FeatureStore.delete(installed.feature().folder());
            } catch (IOException failed) {
                LOG.log(Level.WARNING, "cannot delete " + installed.feature().folder() + "; the next start does", failed);
            }
        });
    }
}
