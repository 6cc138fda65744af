package org.stillpoint.features;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What the build reads of a {@code feature.json}.
 *
 * @param artifact the artifact of the feature's coordinates
 * @param version the version of the feature's coordinates
 * @param name the name for people
 * @param description what it is
 * @param vendor who makes it
 * @param license its licence
 * @param bundles its bundles
 * @param archive whether it can be installed into a running host
 */
record FeatureSource(String artifact, String version, String name, String description, String vendor, String license,
        List<Member> bundles, boolean archive) {

    /**
     * A bundle.
     *
     * @param coordinates where it is from
     * @param os the only operating system it is for, in Eclipse's words; empty if it is for all
     * @param arch the only processor it is for, in Eclipse's words; empty if it is for all
     */
    record Member(String coordinates, String os, String arch) {

        private static Member parse(Map<?, ?> bundle) {
            return new Member(text(bundle, "id"), optional(bundle, "os"), optional(bundle, "arch"));
        }
    }

    private static final String EXTENSION = "org.stillpoint.feature";

    /** Reads a document. */
    static FeatureSource parse(String json) throws IOException {
        Map<String, Object> document = JSON.std.mapFrom(json);
        String[] id = text(document, "id").split(":");
        Map<?, ?> extension = (Map<?, ?>) ((Map<?, ?>) document.get("extensions")).get(EXTENSION);
        return new FeatureSource(id[1], id[2], text(document, "name"), text(document, "description"), text(document, "vendor"),
                text(document, "license"),
                ((List<?>) document.get("bundles")).stream().map(bundle -> Member.parse((Map<?, ?>) bundle)).toList(),
                Boolean.TRUE.equals(((Map<?, ?>) extension.get("json")).get("archive")));
    }

    private static String optional(Map<?, ?> map, String field) {
        return map.get(field) instanceof String text ? text : "";
    }

    private static String text(Map<?, ?> map, String field) {
        if (map.get(field) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the field " + field + " is missing");
    }
}
