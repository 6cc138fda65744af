package org.stillpoint.host.internal.registry;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Services of one kind that come and go. They are got when they are first needed, not when they come: a service that itself needs
 * the host could not be made while the host is being made.
 *
 * @param <T> the service's type
 */
public final class ServiceTable<T> {

    private final BundleContext bundles;
    private final Map<ServiceReference<T>, Entry<T>> entries = new ConcurrentHashMap<>();

    private static final class Entry<T> {
        private T service;
    }

    /** An empty table. */
    public ServiceTable(BundleContext bundles) {
        this.bundles = bundles;
    }

    /** A service came. */
    public void add(ServiceReference<T> reference) {
        entries.put(reference, new Entry<>());
    }

    /** A service went. */
    public void remove(ServiceReference<T> reference) {
        entries.remove(reference);
    }

    /** The references there are, highest service ranking first. */
    public List<ServiceReference<T>> references() {
        return entries.keySet().stream().sorted(Collections.reverseOrder()).toList();
    }

    /** The service itself; null if it is gone. */
    public T get(ServiceReference<T> reference) {
        Entry<T> entry = entries.get(reference);
        if (entry == null) {
            return null;
        }
        synchronized (entry) {
            if (entry.service == null) {
                entry.service = bundles.getService(reference);
            }
            return entry.service;
        }
    }

    /** All services that can be got, highest ranking first. */
    public List<T> all() {
        return references().stream().map(this::get).filter(Objects::nonNull).toList();
    }
}
