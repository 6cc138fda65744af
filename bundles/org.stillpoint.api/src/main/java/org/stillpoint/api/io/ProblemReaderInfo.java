package org.stillpoint.api.io;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** The service properties of a {@link ProblemReader}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ProblemReaderInfo {

    /** Prefix of the service properties. */
    String PREFIX_ = "reader.";

    /** Service property: the extensions. */
    String EXTENSIONS = PREFIX_ + "extensions";

    /** The ends of the file names it reads, lower case with the dot: {@code .mps.gz}. The longest match wins. */
    String[] extensions();

    /** The name of the format, for people. */
    String title();
}
