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
 * @param bundles the coordinates of its bundles
 * @param archive whether it can be installed into a running host
 */
record FeatureSource(String artifact, String version, String name, String description, String vendor, String license,
        List<String> bundles, boolean archive) {

    private static final String EXTENSION = "org.stillpoint.feature";

    /** Reads a document. */
    static FeatureSource parse(String json) throws IOException {
        Map<String, Object> document = JSON.std.mapFrom(json);
        String[] id = text(document, "id").split(":");
        Map<?, ?> extension = (Map<?, ?>) ((Map<?, ?>) document.get("extensions")).get(EXTENSION);
        return new FeatureSource(id[1], id[2], text(document, "name"), text(document, "description"), text(document, "vendor"),
                text(document, "license"), ((List<?>) document.get("bundles")).stream().map(bundle -> text((Map<?, ?>) bundle, "id")).toList(),
                Boolean.TRUE.equals(((Map<?, ?>) extension.get("json")).get("archive")));
    }

    private static String text(Map<?, ?> map, String field) {
        if (map.get(field) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the field " + field + " is missing");
    }
}
