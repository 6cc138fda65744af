package org.stillpoint.features;

import java.util.List;

/** Writes the {@code feature.xml} that Eclipse's update sites are made of. */
final class EclipseFeature {

    private static final String SNAPSHOT = "-SNAPSHOT";

    private EclipseFeature() {
    }

    /** The document; the versions of the bundles are left to the build of the site. */
    static String xml(FeatureSource feature, List<FeatureBundle> bundles) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<feature id=\"").append(feature.artifact()).append(".feature\" version=\"")
                .append(feature.version().replace(SNAPSHOT, ".qualifier")).append("\"\n         label=\"").append(escape(feature.name()))
                .append("\" provider-name=\"").append(escape(feature.vendor())).append("\">\n  <description>")
                .append(escape(feature.description())).append("</description>\n  <license>").append(escape(feature.license()))
                .append("</license>\n");
        for (FeatureBundle bundle : bundles) {
            xml.append("  <plugin id=\"").append(bundle.symbolicName()).append('"').append(attribute("os", bundle.member().os()))
                    .append(attribute("arch", bundle.member().arch())).append(" version=\"0.0.0\"/>\n");
        }
        return xml.append("</feature>\n").toString();
    }

    private static String attribute(String name, String value) {
        return value.isEmpty() ? "" : " " + name + "=\"" + escape(value) + "\"";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
