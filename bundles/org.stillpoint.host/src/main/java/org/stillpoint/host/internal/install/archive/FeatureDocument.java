package org.stillpoint.host.internal.install.archive;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.VersionRange;

/**
 * A feature as {@code feature.json} describes it: the JSON form of the OSGi Feature Service (Compendium R8, chapter 159), of
 * which the id, name, description, bundles, configurations and one extension are read.
 *
 * @param id the coordinates of the feature
 * @param name the name for people
 * @param description what it is
 * @param bundles its bundles
 * @param configurations the configurations by PID
 * @param api the versions of Stillpoint's API that it runs with, if it says so
 */
public record FeatureDocument(Coordinates id, String name, String description, List<Entry> bundles,
        Map<String, Map<String, Object>> configurations, Optional<VersionRange> api) {

    /** The name of the extension that holds {@code api} and what the Eclipse feature needs. */
    public static final String EXTENSION = "org.stillpoint.feature";
    /** Metadata of a bundle: bundles with a lower number start earlier. */
    public static final String START_ORDER = "start-order";
    private static final int LAST = 100;

    /**
     * One bundle of a feature.
     *
     * @param coordinates where it is from
     * @param startOrder when it starts among the feature's bundles
     */
    public record Entry(Coordinates coordinates, int startOrder) {
    }

    /**
     * Reads a document.
     *
     * @throws RefusedException naming the field that is missing or wrong
     */
    public static FeatureDocument parse(byte[] json) throws RefusedException {
        try {
            Map<String, Object> document = JSON.std.mapFrom(json);
            return new FeatureDocument(coordinates(document.get("id"), "id"), text(document, "name"),
                    text(document, "description"), bundles(document.get("bundles")), configurations(document), api(document));
        } catch (IOException | IllegalArgumentException wrong) {
            throw new RefusedException("feature.json cannot be read: " + firstLine(wrong.getMessage()), wrong);
        }
    }

    private static List<Entry> bundles(Object value) {
        List<Entry> bundles = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                String field = "bundles[" + bundles.size() + "]";
                if (item instanceof Map<?, ?> map) {
                    Object order = map.get(START_ORDER);
                    bundles.add(new Entry(coordinates(map.get("id"), field + ".id"),
                            order == null ? LAST : Integer.parseInt(order.toString())));
                } else {
                    bundles.add(new Entry(coordinates(item, field), LAST));
                }
            }
        }
        if (bundles.isEmpty()) {
            throw new IllegalArgumentException("bundles is missing or empty; expected a list of Maven coordinates");
        }
        return List.copyOf(bundles);
    }

    private static Map<String, Map<String, Object>> configurations(Map<String, Object> document) {
        Map<String, Map<String, Object>> configurations = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map(document.get("configurations"), "configurations").entrySet()) {
            String pid = entry.getKey().toString();
            Map<String, Object> values = new LinkedHashMap<>();
            map(entry.getValue(), "configurations." + pid).forEach((key, value) ->
                    TypedValue.put(values, key.toString(), value));
            configurations.put(pid, values);
        }
        return configurations;
    }

    private static Optional<VersionRange> api(Map<String, Object> document) {
        Map<?, ?> extension = map(map(document.get("extensions"), "extensions").get(EXTENSION), "extensions." + EXTENSION);
        Object range = map(extension.get("json"), "extensions." + EXTENSION + ".json").get("api");
        return Optional.ofNullable(range).map(text -> VersionRange.valueOf(text.toString()));
    }

    private static Map<?, ?> map(Object value, String field) {
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(field + " is " + value + "; expected an object");
    }

    private static Coordinates coordinates(Object value, String field) {
        if (!(value instanceof String text)) {
            throw new IllegalArgumentException(field + " is " + (value == null ? "missing" : value)
                    + "; expected Maven coordinates");
        }
        return Coordinates.parse(text);
    }

    private static String text(Map<String, Object> document, String field) {
        return document.get(field) instanceof String text ? text : "";
    }

    private static String firstLine(String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("");
    }
}
