package org.stillpoint.host.internal.registry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverGoneException;
import org.stillpoint.api.run.SolverListener;

/** The state of the registry: which solvers there are and which of them can be called. Changes take the lock; look-ups do not. */
final class SolverTable {

    private static final Logger LOGGER = System.getLogger(SolverTable.class.getName());

    private final BundleContext bundles;
    private final DescriptorReader descriptors = new DescriptorReader();
    private final ListenerHub listeners = new ListenerHub();
    private final Removals removals = new Removals();
    private final Map<ServiceReference<?>, SolverProvider> providers = new LinkedHashMap<>();
    private final Set<ServiceReference<?>> duplicates = new HashSet<>();
    private final Set<SolverProvider> closed = new HashSet<>();
    /** Of each bundle the solvers whose services went while they were being called. */
    private final Map<Bundle, List<CompletableFuture<Void>>> departing = new WeakHashMap<>();
    private final Set<Long> held = new HashSet<>();
    private final Map<Long, CompletableFuture<Void>> retired = new HashMap<>();
    private final Map<String, Version> pins = new HashMap<>();
    private volatile Snapshot snapshot = Snapshot.EMPTY;

    SolverTable(BundleContext bundles) {
        this.bundles = bundles;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** The provider for an id, entered. A provider that closes meanwhile has left the snapshot before, so the search ends. */
    SolverProvider enter(String id, Version version) {
        while (true) {
            Snapshot now = snapshot;
            SolverProvider provider = now.find(id, version);
            if (provider == null) {
                throw new SolverGoneException(removals.explain(id, version, now));
            }
            if (provider.enter()) {
                return provider;
            }
            Thread.onSpinWait();
        }
    }

    void add(ServiceReference<?> reference) {
        change(() -> {
            offer(reference);
            refresh();
        });
    }

    void remove(ServiceReference<?> reference) {
        change(() -> {
            withdraw(reference);
            refresh();
        });
    }

    void modify(ServiceReference<?> reference) {
        change(() -> {
            withdraw(reference);
            offer(reference);
            refresh();
        });
    }

    private void offer(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            return;
        }
        try {
            SolverProvider provider = new SolverProvider(bundles, reference, descriptors.read(reference));
            SolverDescriptor descriptor = provider.descriptor();
            if (isOffered(descriptor)) {
                duplicates.add(reference);
                throw new IllegalArgumentException("there is a solver of that id and version already");
            }
            providers.put(reference, provider);
            if (retired.containsKey(bundle.getBundleId())) {
                closed.add(provider);
                provider.close();
            }
        } catch (IllegalArgumentException wrong) {
            LOGGER.log(Level.WARNING, "solver ''{0}'' of bundle {1} {2} is not offered: {3}", reference.getProperty(SolverInfo.ID),
                    bundle.getSymbolicName(), bundle.getVersion(), wrong.getMessage());
        }
    }

    private boolean isOffered(SolverDescriptor descriptor) {
        return providers.values().stream().map(SolverProvider::descriptor)
                .anyMatch(other -> other.id().equals(descriptor.id()) && other.version().equals(descriptor.version()));
    }

    private void withdraw(ServiceReference<?> reference) {
        duplicates.remove(reference);
        SolverProvider provider = providers.remove(reference);
        if (provider == null) {
            return;
        }
        refresh();
        provider.remove(removals.of(provider.descriptor()));
        CompletableFuture<Void> drained = closed.remove(provider) ? provider.drained() : provider.close();
        Bundle bundle = reference.getBundle();
        if (bundle != null && !drained.isDone()) {
            departing.computeIfAbsent(bundle, of -> new ArrayList<>()).add(drained);
        }
        List.copyOf(duplicates).forEach(waiting -> {
            duplicates.remove(waiting);
            offer(waiting);
        });
    }

    void hold(Bundle bundle) {
        change(() -> {
            forgetUninstalled();
            held.add(bundle.getBundleId());
            refresh();
        });
    }

    void publish(Bundle bundle) {
        change(() -> {
            held.remove(bundle.getBundleId());
            refresh();
        });
    }

    CompletableFuture<Void> retire(Bundle bundle) {
        CompletableFuture<Void> drained;
        synchronized (this) {
            forgetUninstalled();
            drained = retired.get(bundle.getBundleId());
            if (drained == null) {
                retired.put(bundle.getBundleId(), CompletableFuture.completedFuture(null));
                refresh();
                List<SolverProvider> leaving = of(bundle);
                closed.addAll(leaving);
                Stream<CompletableFuture<Void>> gone = departing.getOrDefault(bundle, List.of()).stream();
                drained = CompletableFuture.allOf(Stream.concat(leaving.stream().map(SolverProvider::close), gone)
                        .toArray(CompletableFuture<?>[]::new));
                retired.put(bundle.getBundleId(), drained);
            }
        }
        listeners.deliver();
        return drained;
    }

    void restore(Bundle bundle) {
        change(() -> {
            CompletableFuture<Void> drained = retired.remove(bundle.getBundleId());
            if (drained != null) {
                of(bundle).stream().filter(closed::remove).forEach(SolverProvider::open);
                drained.cancel(false);
                refresh();
            }
        });
    }

    private List<SolverProvider> of(Bundle bundle) {
        return providers.values().stream().filter(provider -> bundle.equals(provider.reference().getBundle())).toList();
    }

    private void forgetUninstalled() {
        held.removeIf(id -> bundles.getBundle(id) == null);
        retired.keySet().removeIf(id -> bundles.getBundle(id) == null);
        departing.values().forEach(list -> list.removeIf(CompletableFuture::isDone));
    }

    void pin(String id, Version version) {
        change(() -> {
            if (snapshot.find(id, version) == null) {
                throw new SolverGoneException(removals.explain(id, version, snapshot));
            }
            pins.put(id, version);
            refresh();
        });
    }

    void unpin(String id) {
        change(() -> {
            pins.remove(id);
            refresh();
        });
    }

    void addListener(SolverListener listener) {
        change(() -> listeners.postNewListener(listener, snapshot.all().stream().map(SolverProvider::descriptor).toList()));
    }

    void removeListener(SolverListener listener) {
        change(() -> listeners.postListenerGone(listener));
    }

    /** Withdraws everything. */
    void close() {
        change(() -> {
            providers.values().forEach(SolverProvider::release);
            providers.clear();
            duplicates.clear();
            refresh();
        });
    }

    private void change(Runnable change) {
        synchronized (this) {
            change.run();
        }
        listeners.deliver();
    }

    private void refresh() {
        Snapshot before = snapshot;
        Snapshot after = Snapshot.of(providers.values().stream().filter(this::visible).toList(), pins);
        Collection<SolverProvider> old = new HashSet<>(before.all());
        for (SolverProvider provider : after.all()) {
            if (!old.remove(provider)) {
                removals.forget(provider.descriptor());
                listeners.postAdded(provider.descriptor());
            }
        }
        for (SolverProvider provider : old) {
            removals.note(provider.descriptor());
            listeners.postRemoved(provider.descriptor());
        }
        snapshot = after;
    }

    private boolean visible(SolverProvider provider) {
        Bundle bundle = provider.reference().getBundle();
        return bundle != null && !held.contains(bundle.getBundleId()) && !retired.containsKey(bundle.getBundleId());
    }
}
