package org.stillpoint.api.blas;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One implementation of {@link Blas}, published as a service of this type for the router to calibrate. A provider whose
 * library cannot be loaded does not publish itself but says why in the log.
 */
@ConsumerType
public interface BlasProvider extends Blas {

    /** The version of the library behind it; a new one is calibrated anew. */
    String version();

    /** What the provider is, for people: library, instruction set, threads. */
    String description();
}
