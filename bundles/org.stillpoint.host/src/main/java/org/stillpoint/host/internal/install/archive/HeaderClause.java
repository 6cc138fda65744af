package org.stillpoint.host.internal.install.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One clause of a manifest header: {@code name;name;attribute=value;directive:="value"}.
 *
 * @param names the names
 * @param parameters the attributes by name, and the directives by name with a colon: {@code resolution:}
 */
public record HeaderClause(List<String> names, Map<String, String> parameters) {

    /** The clauses of a header; none for null. */
    public static List<HeaderClause> parse(String header) {
        List<HeaderClause> clauses = new ArrayList<>();
        if (header == null) {
            return clauses;
        }
        for (String clause : split(header, ',')) {
            List<String> names = new ArrayList<>();
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String part : split(clause, ';')) {
                int equals = part.indexOf('=');
                if (equals < 0) {
                    names.add(part);
                } else {
                    parameters.put(part.substring(0, equals).strip(), unquote(part.substring(equals + 1).strip()));
                }
            }
            clauses.add(new HeaderClause(names, parameters));
        }
        return clauses;
    }

    /** Splits at a separator outside of quotes; blank parts are dropped. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : separator;
            if (c == '"') {
                quoted = !quoted;
            }
            if (i < text.length() && (quoted || c != separator)) {
                part.append(c);
            } else {
                if (!part.toString().isBlank()) {
                    parts.add(part.toString().strip());
                }
                part.setLength(0);
            }
        }
        return parts;
    }

    private static String unquote(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }
}
