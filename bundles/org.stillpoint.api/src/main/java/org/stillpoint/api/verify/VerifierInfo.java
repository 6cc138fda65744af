package org.stillpoint.api.verify;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** The service properties of a {@link Verifier}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface VerifierInfo {

    /** Prefix of the service properties. */
    String PREFIX_ = "verifier.";

    /** Service property: the name of the problem type. */
    String PROBLEM = PREFIX_ + "problem";

    /** The name of the problem type whose solutions are verified. */
    String problem();
}
