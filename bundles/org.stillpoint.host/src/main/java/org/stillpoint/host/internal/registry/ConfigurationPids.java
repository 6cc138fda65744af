package org.stillpoint.host.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.osgi.framework.Bundle;

/**
 * The PIDs under which a bundle's components are configured, read from its component documents (OSGi Compendium, sections 112.4.1
 * and 112.4.3). A component that names none is configured under its own name.
 */
final class ConfigurationPids {

    private static final String COMPONENTS = "Service-Component";

    private final Map<String, List<String>> pids = new HashMap<>();

    private ConfigurationPids() {
    }

    /**
     * Reads all component documents of a bundle.
     *
     * @throws IllegalArgumentException naming the document and what is wrong with it
     */
    static ConfigurationPids of(Bundle bundle) {
        ConfigurationPids pids = new ConfigurationPids();
        String header = bundle.getHeaders("").get(COMPONENTS);
        if (header != null) {
            for (String clause : header.split(",")) {
                String path = clause.split(";")[0].trim();
                int slash = path.lastIndexOf('/');
                Enumeration<URL> documents = bundle.findEntries(path.substring(0, Math.max(0, slash)), path.substring(slash + 1), false);
                if (documents != null) {
                    Collections.list(documents).forEach(pids::readDocument);
                }
            }
        }
        return pids;
    }

    /** The PIDs of the component of that name; empty if it is not among the bundle's. */
    List<String> of(String component) {
        return pids.getOrDefault(component, List.of());
    }

    private void readDocument(URL document) {
        try (InputStream in = document.openStream()) {
            XMLStreamReader xml = SafeXml.reader(in);
            while (xml.hasNext()) {
                xml.next();
                if (xml.isStartElement() && xml.getLocalName().equals("component")) {
                    readComponent(xml.getAttributeValue(null, "name"), xml.getAttributeValue(null, "configuration-pid"));
                }
            }
        } catch (IOException | XMLStreamException wrong) {
            throw new IllegalArgumentException(document.getPath() + ": " + wrong.getMessage(), wrong);
        }
    }

    private void readComponent(String name, String configured) {
        if (name != null) {
            String given = configured == null ? "$" : configured.trim();
            pids.put(name, List.of(given.split("\\s+")).stream().map(pid -> pid.equals("$") ? name : pid).toList());
        }
    }
}
