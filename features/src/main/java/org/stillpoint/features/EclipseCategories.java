package org.stillpoint.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the {@code category.xml} that says what is on an update site: the features, each in its category, and the bundles that
 * the site brings along for workbenches that lack them.
 */
final class EclipseCategories {

    private EclipseCategories() {
    }

    /** The document. */
    static String xml(List<FeatureSource> features, List<FeatureBundle> prerequisites) {
        Map<String, String> identifiers = new LinkedHashMap<>();
        for (FeatureSource feature : features) {
            identifiers.computeIfAbsent(feature.category(), label -> "org.stillpoint.category." + (identifiers.size() + 1));
        }
        String listed = features.stream().map(feature -> """
                  <feature id="%s" version="0.0.0"><category name="%s"/></feature>
                """.formatted(feature.eclipseId(), identifiers.get(feature.category()))).collect(Collectors.joining());
        String unlisted = prerequisites.stream().map(bundle -> """
                  <bundle id="%s" version="%s"/>
                """.formatted(bundle.symbolicName(), bundle.version())).collect(Collectors.joining());
        String categories = identifiers.entrySet().stream().map(category -> """
                  <category-def name="%s" label="%s"/>
                """.formatted(category.getValue(), EclipseFeature.escape(category.getKey()))).collect(Collectors.joining());
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<site>\n" + listed + unlisted + categories
                + "</site>\n";
    }
}
