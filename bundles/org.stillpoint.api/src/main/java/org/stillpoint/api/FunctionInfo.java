package org.stillpoint.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** The service properties of a user's function to which problems refer by name. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface FunctionInfo {

    /** Prefix of the service properties. */
    String PREFIX_ = "function.";

    /** Service property: the name. */
    String NAME = PREFIX_ + "name";

    /** The name by which problems refer to the function; unique within its interface. */
    String name();
}
