package org.stillpoint.api.blas;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One implementation of {@link Blas}, published as a service of this type with the property {@code blas.provider}, its name.
 * Creating it is cheap: the library behind it is loaded by {@link #load}, or by the first operation.
 */
@ConsumerType
public interface BlasProvider extends Blas {

    /** The version of the library behind it, known before it is loaded; a new one is calibrated anew. */
    String version();

    /** What the provider is, for people: library, instruction set, threads. */
    String description();

    /**
     * Loads the library behind the provider, unless that has been done.
     *
     * @throws IllegalStateException if it cannot be loaded; the message says why, for people
     */
    default void load() {
    }
}
