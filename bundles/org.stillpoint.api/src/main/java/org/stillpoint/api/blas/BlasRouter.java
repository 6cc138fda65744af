package org.stillpoint.api.blas;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The service that picks the fastest provider for each operation and size, from speeds measured once on each machine. */
@ProviderType
public interface BlasRouter extends Blas {

    /**
     * One measured speed.
     *
     * @param provider the provider's name
     * @param operation the operation's name, {@code dgemm}
     * @param size the dimension of the square operands
     * @param gigaflops the speed in 10^9 operations a second
     * @param chosen whether the router picks this provider for this operation and size
     */
    record Speed(String provider, String operation, int size, double gigaflops, boolean chosen) {
    }

    /**
     * A provider that is not used.
     *
     * @param provider the provider's name
     * @param reason why
     */
    record Rejection(String provider, String reason) {
    }

    /** The providers in use, the Java one among them. */
    List<BlasProvider> providers();

    /** The providers that failed to load or computed a wrong answer. */
    List<Rejection> rejections();

    /** The measured speeds; calibrates if that has not been done on this machine. */
    List<Speed> calibration();

    /** The provider of that name, to be used for everything. */
    Optional<BlasProvider> provider(String name);
}
