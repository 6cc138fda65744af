package org.stillpoint.api.verify;

import org.osgi.annotation.versioning.ProviderType;
import org.stillpoint.api.Functions;

/** What a verifier may ask of its host. */
@ProviderType
public interface VerificationContext extends Functions {

    /** The tolerance that the user asked for; the solver's own opinion of it does not count. */
    double tolerance();

    /** The verifier and the bundle it came from, for {@link Certificate#verifier()}. */
    String verifier();
}
