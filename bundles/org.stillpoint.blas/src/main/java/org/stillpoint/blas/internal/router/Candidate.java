package org.stillpoint.blas.internal.router;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.blas.internal.JavaBlas;

/** A provider and whether it has been found to load and to compute right answers. */
final class Candidate {
    private static final Logger LOGGER = System.getLogger(Candidate.class.getName());

    private final BlasProvider provider;
    private final String name;
    private final String version;
    private volatile boolean ready;
    private volatile String rejection;

    Candidate(BlasProvider provider) {
        this.provider = provider;
        name = provider.name();
        version = provider.version();
    }

    BlasProvider provider() {
        return provider;
    }

    String name() {
        return name;
    }

    String version() {
        return version;
    }

    boolean isJava() {
        return name.equals(JavaBlas.NAME);
    }

    /** Why the provider is not used, or null. */
    String rejection() {
        return rejection;
    }

    boolean isReady() {
        return ready;
    }

    /** Loads and checks the provider unless that has been done. */
    synchronized boolean prepare() {
        if (!ready && rejection == null) {
            try {
                provider.load();
                String fault = ProviderCheck.fault(provider);
                if (fault == null) {
                    ready = true;
                } else {
                    reject(fault);
                }
            } catch (IllegalStateException unavailable) {
                reject(String.valueOf(unavailable.getMessage()));
            } catch (RuntimeException | LinkageError failure) {
                reject("it failed: " + failure);
            }
        }
        return ready;
    }

    /** Takes the provider out of use. */
    synchronized void reject(String reason) {
        ready = false;
        rejection = reason;
        LOGGER.log(Level.WARNING, "BLAS provider {0} is not used: {1}", name, reason);
    }
}
