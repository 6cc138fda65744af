package org.stillpoint.features;

import java.util.List;

/** Writes the {@code feature.xml} that Eclipse's update sites are made of. */
final class EclipseFeature {

    private static final String SNAPSHOT = "-SNAPSHOT";

    private EclipseFeature() {
    }

    /** The document; the versions of the bundles are left to the build of the site. */
    static String xml(FeatureSource feature, List<FeatureBundle> bundles, String licence) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<feature id=\"").append(feature.eclipseId()).append("\" version=\"")
                .append(feature.version().replace(SNAPSHOT, ".qualifier")).append("\"\n         label=\"").append(escape(feature.name()))
                .append("\" provider-name=\"").append(escape(feature.vendor())).append("\">\n  <description>")
                .append(escape(feature.description())).append("</description>\n  <copyright>").append(escape(feature.vendor()))
                .append(", ").append(escape(feature.license())).append("</copyright>\n  <license url=\"https://spdx.org/licenses/")
                .append(escape(feature.license())).append(".html\">").append(escape(licence.strip())).append("</license>\n");
        if (!feature.requires().isEmpty()) {
            xml.append("  <requires>\n");
            for (String required : feature.requires()) {
                xml.append("    <import feature=\"").append(FeatureSource.eclipseId(escape(required))).append("\" version=\"")
                        .append(feature.version().replace(SNAPSHOT, "")).append("\" match=\"compatible\"/>\n");
            }
            xml.append("  </requires>\n");
        }
        for (int i = 0; i < bundles.size(); i++) {
            FeatureSource.Member member = feature.bundles().get(i);
            xml.append("  <plugin id=\"").append(bundles.get(i).symbolicName()).append('"').append(attribute("os", member.os()))
                    .append(attribute("arch", member.arch())).append(" version=\"0.0.0\"/>\n");
        }
        return xml.append("</feature>\n").toString();
    }

    private static String attribute(String name, String value) {
        return value.isEmpty() ? "" : " " + name + "=\"" + escape(value) + "\"";
    }

    /** Text as it stands in XML. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
