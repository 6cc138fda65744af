package org.stillpoint.features;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
 * @param category where people find it on an update site
 * @param requires the features that it needs
 * @param prerequisites bundles that an update site brings along for workbenches that lack what they offer
 */
record FeatureSource(String artifact, String version, String name, String description, String vendor, String license,
        List<Member> bundles, boolean archive, String category, List<String> requires, List<Prerequisite> prerequisites) {

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

    /**
     * A bundle that a workbench may have already, in another version perhaps, or another bundle in its place.
     *
     * @param coordinates where it is from
     * @param startLevel the level at which it is to be started; 0 if it starts by itself or not at all
     */
    record Prerequisite(String coordinates, int startLevel) {

        private static Prerequisite parse(Map<?, ?> bundle) {
            return new Prerequisite(text(bundle, "id"), bundle.get("start-level") instanceof Integer level ? level : 0);
        }
    }

    private static final String EXTENSION = "org.stillpoint.feature";

    /** Reads a document. */
    static FeatureSource parse(String json) throws IOException {
        Map<String, Object> document = JSON.std.mapFrom(json);
        String[] id = text(document, "id").split(":");
        Map<?, ?> extension = (Map<?, ?>) ((Map<?, ?>) ((Map<?, ?>) document.get("extensions")).get(EXTENSION)).get("json");
        return new FeatureSource(id[1], id[2], text(document, "name"), text(document, "description"), text(document, "vendor"),
                text(document, "license"),
                list(document, "bundles").map(bundle -> Member.parse((Map<?, ?>) bundle)).toList(),
                Boolean.TRUE.equals(extension.get("archive")), text(extension, "category"),
                list(extension, "requires").map(Object::toString).toList(),
                list(extension, "prerequisites").map(bundle -> Prerequisite.parse((Map<?, ?>) bundle)).toList());
    }

    /** Its identifier in Eclipse. */
    String eclipseId() {
        return eclipseId(artifact);
    }

    /** The identifier that a feature has in Eclipse, where it would otherwise be taken for the bundle of the same name. */
    static String eclipseId(String artifact) {
        return artifact + ".feature";
    }

    private static String optional(Map<?, ?> map, String field) {
        return map.get(field) instanceof String text ? text : "";
    }

    private static Stream<?> list(Map<?, ?> map, String field) {
        return map.get(field) instanceof List<?> list ? list.stream() : Stream.empty();
    }

    private static String text(Map<?, ?> map, String field) {
        if (map.get(field) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the field " + field + " is missing");
    }
}
