package org.stillpoint.host.internal.install.archive;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/**
 * Maven coordinates as the OSGi Feature Service writes them: {@code group:artifact[:type[:classifier]]:version}.
 *
 * @param group the group
 * @param artifact the artifact
 * @param classifier the classifier, empty if there is none
 * @param version the version in Maven's form
 */
public record Coordinates(String group, String artifact, String classifier, String version) {

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9._+-]+");
    private static final Pattern MAVEN_VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:[.-](.+))?");

    /** Parses coordinates; the message of the exception says what is wrong. */
    public static Coordinates parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length < 3 || parts.length > 5) {
            throw new IllegalArgumentException("'" + text + "' is not of the form group:artifact[:type[:classifier]]:version");
        }
        for (String part : parts) {
            // Dots alone would lead out of a folder once the part names a file.
            if (!PART.matcher(part).matches() || part.startsWith(".")) {
                throw new IllegalArgumentException("'" + text + "' has the part '" + part
                        + "'; expected letters, digits and . _ + - only");
            }
        }
        return new Coordinates(parts[0], parts[1], parts.length == 5 ? parts[3] : "", parts[parts.length - 1]);
    }

    /** The version as OSGi writes it: {@code 1.2-rc1} becomes {@code 1.2.0.rc1}; what is no number becomes a qualifier. */
    public Version osgiVersion() {
        return osgiVersion(version);
    }

    /** The file that holds the artifact. */
    public String fileName() {
        return artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
    }

    private static Version osgiVersion(String text) {
        Matcher matcher = MAVEN_VERSION.matcher(text);
        if (!matcher.matches()) {
            return new Version(0, 0, 0, text.replaceAll("[^A-Za-z0-9_-]", "_"));
        }
        String qualifier = matcher.group(4) == null ? "" : matcher.group(4).replaceAll("[^A-Za-z0-9_-]", "_");
        return new Version(number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)), qualifier);
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
