package org.stillpoint.plot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** The service properties of a {@link ResultViewer}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ResultViewerInfo {

    /** Prefix of the service properties. */
    String PREFIX_ = "viewer.";

    /** Service property: the problem types. */
    String PROBLEM = PREFIX_ + "problem";

    /** The names of the problem types whose problems and solutions are shown. */
    String[] problem();
}
