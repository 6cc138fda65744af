package org.stillpoint.api.options;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * The declaration of one option, as read from a Metatype {@code AttributeDefinition}.
 *
 * @param name the name
 * @param kind what values it takes
 * @param standard the default, of the kind's Java type: Boolean, Long, Double or String
 * @param minimum the least value as text, empty if there is none
 * @param maximum the greatest value as text, empty if there is none
 * @param choices the names to choose from, empty unless the kind is CHOICE
 * @param description what it does
 */
public record OptionDeclaration(String name, OptionKind kind, Object standard, String minimum, String maximum,
        List<String> choices, String description) {

    /** Copies the choices. */
    public OptionDeclaration {
        choices = List.copyOf(choices);
    }

    /** The allowed values, for people: {@code 1e-12 to 0.1}, {@code on or off}. */
    public String range() {
        return switch (kind) {
            case TRUTH -> "on or off";
            case CHOICE -> "one of " + String.join(", ", choices);
            case TEXT -> "a text";
            case INTEGER, NUMBER -> numericRange();
        };
    }

    private String numericRange() {
        String noun = kind == OptionKind.INTEGER ? "an integer" : "a number";
        if (minimum.isEmpty()) {
            return maximum.isEmpty() ? noun : noun + " up to " + maximum;
        }
        return maximum.isEmpty() ? noun + " from " + minimum : noun + " from " + minimum + " to " + maximum;
    }

    /**
     * The value of this option that a text or object stands for.
     *
     * @return a Boolean, Long, Double or String by the kind
     * @throws OptionException naming the option, the value and the allowed range
     */
    public Object parse(Object given) {
        String text = String.valueOf(given).trim();
        Object value = switch (kind) {
            case TRUTH -> truth(text);
            case INTEGER -> integer(text);
            case NUMBER -> number(text);
            case CHOICE -> choices.stream().filter(text::equalsIgnoreCase).findFirst().orElse(null);
            case TEXT -> text;
        };
        if (value == null || value instanceof Number number && !inRange(number)) {
            throw new OptionException(name, "option " + name + " is '" + given + "'; expected " + range());
        }
        return value;
    }

    private static Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes" -> Boolean.TRUE;
            case "false", "off", "no" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static Long integer(String text) {
        try {
            return new BigDecimal(text).longValueExact();
        } catch (ArithmeticException | NumberFormatException notAnInteger) {
            return null;
        }
    }

    private static Double number(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private boolean inRange(Number number) {
        return (minimum.isEmpty() || number.doubleValue() >= Double.parseDouble(minimum))
                && (maximum.isEmpty() || number.doubleValue() <= Double.parseDouble(maximum));
    }
}
