package org.stillpoint.host.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.osgi.framework.Bundle;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.options.OptionException;
import org.stillpoint.api.options.OptionKind;

/**
 * The options that a bundle declares, read from its Metatype documents (OSGi Compendium, section 105.8). The documents are read
 * rather than the Metatype service, because the service does not tell the least and greatest values.
 */
final class MetatypeOptions {

    private final Map<String, List<OptionDeclaration>> classes = new HashMap<>();
    private final Map<String, String> designated = new HashMap<>();

    private MetatypeOptions() {
    }

    /**
     * Reads all documents of a bundle and its fragments.
     *
     * @throws IllegalArgumentException naming the document and what is wrong with it
     */
    static MetatypeOptions of(Bundle bundle) {
        MetatypeOptions options = new MetatypeOptions();
        var documents = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
        if (documents != null) {
            for (URL document : Collections.list(documents)) {
                options.readDocument(document);
            }
        }
        return options;
    }

    /** The options designated to a PID, in the order of the document; empty if there are none. */
    List<OptionDeclaration> designatedTo(String pid) {
        String name = designated.get(pid);
        if (name == null) {
            return List.of();
        }
        List<OptionDeclaration> declarations = classes.get(name);
        if (declarations == null) {
            throw new IllegalArgumentException("the options of " + pid + " are designated to be " + name + ", which is not declared");
        }
        return declarations;
    }

    private void readDocument(URL document) {
        try (InputStream in = document.openStream()) {
            XMLStreamReader xml = SafeXml.reader(in);
            String pid = null;
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "OCD" -> readClass(xml);
                    case "Designate" -> pid = designatedPid(xml);
                    case "Object" -> designated.put(pid, xml.getAttributeValue(null, "ocdref"));
                    default -> { }
                }
            }
        } catch (IOException | XMLStreamException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(document.getPath() + ": " + wrong.getMessage(), wrong);
        }
    }

    private static String designatedPid(XMLStreamReader xml) {
        String pid = xml.getAttributeValue(null, "pid");
        return pid == null ? xml.getAttributeValue(null, "factoryPid") : pid;
    }

    private void readClass(XMLStreamReader xml) throws XMLStreamException {
        List<OptionDeclaration> declarations = new ArrayList<>();
        String id = xml.getAttributeValue(null, "id");
        while (!(xml.next() == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("OCD"))) {
            if (xml.isStartElement() && xml.getLocalName().equals("AD")) {
                declarations.add(readAttribute(xml));
            }
        }
        classes.put(id, List.copyOf(declarations));
    }

    private static OptionDeclaration readAttribute(XMLStreamReader xml) throws XMLStreamException {
        String name = attribute(xml, "id", null);
        String type = attribute(xml, "type", "String");
        String standard = attribute(xml, "default", null);
        String least = attribute(xml, "min", "");
        String greatest = attribute(xml, "max", "");
        String description = attribute(xml, "description", "");
        if (!attribute(xml, "cardinality", "0").equals("0")) {
            throw new IllegalArgumentException("option " + name + " is a list; expected a single value");
        }
        List<String> choices = readChoices(xml);
        OptionKind kind = kind(name, type, choices);
        boolean ranged = kind == OptionKind.INTEGER || kind == OptionKind.NUMBER;
        OptionDeclaration declaration = new OptionDeclaration(name, kind, "", ranged ? narrowest(type, least, true) : "",
                ranged ? narrowest(type, greatest, false) : "", kind == OptionKind.CHOICE ? choices : List.of(), description);
        return withStandard(declaration, standard);
    }

    private static List<String> readChoices(XMLStreamReader xml) throws XMLStreamException {
        List<String> choices = new ArrayList<>();
        while (!(xml.next() == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("AD"))) {
            if (xml.isStartElement() && xml.getLocalName().equals("Option")) {
                choices.add(attribute(xml, "value", null));
            }
        }
        return choices;
    }

    private static OptionKind kind(String name, String type, List<String> choices) {
        if (!choices.isEmpty() && !type.equals("Boolean")) {
            return OptionKind.CHOICE;
        }
        return switch (type) {
            case "Boolean" -> OptionKind.TRUTH;
            case "Integer", "Long", "Short", "Byte" -> OptionKind.INTEGER;
            case "Double", "Float" -> OptionKind.NUMBER;
            case "String", "Character", "Char", "Password" -> OptionKind.TEXT;
            default -> throw new IllegalArgumentException("option " + name + " has the unknown type " + type);
        };
    }

    /** A value that the Java type cannot hold would be truncated silently, so the type's own range counts too. */
    private static String narrowest(String type, String declared, boolean least) {
        if (!declared.isEmpty()) {
            Double.parseDouble(declared);
            return declared;
        }
        return switch (type) {
            case "Integer" -> String.valueOf(least ? Integer.MIN_VALUE : Integer.MAX_VALUE);
            case "Short" -> String.valueOf(least ? Short.MIN_VALUE : Short.MAX_VALUE);
            case "Byte" -> String.valueOf(least ? Byte.MIN_VALUE : Byte.MAX_VALUE);
            default -> "";
        };
    }

    private static OptionDeclaration withStandard(OptionDeclaration of, String standard) {
        if (standard == null && of.kind() != OptionKind.TEXT) {
            throw new IllegalArgumentException("option " + of.name() + " has no default");
        }
        try {
            Object value = of.parse(standard == null ? "" : unescape(standard));
            return new OptionDeclaration(of.name(), of.kind(), value, of.minimum(), of.maximum(), of.choices(), of.description());
        } catch (OptionException wrong) {
            throw new IllegalArgumentException("the default of " + wrong.getMessage(), wrong);
        }
    }

    /** In a default a backslash stands before a comma, a backslash or a space that belongs to the value. */
    private static String unescape(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private static String attribute(XMLStreamReader xml, String name, String absent) {
        String value = xml.getAttributeValue(null, name);
        if (value == null && absent == null && !name.equals("default")) {
            throw new IllegalArgumentException("line " + xml.getLocation().getLineNumber() + ": " + xml.getLocalName()
                    + " lacks the attribute " + name);
        }
        return value == null ? absent : value;
    }
}
