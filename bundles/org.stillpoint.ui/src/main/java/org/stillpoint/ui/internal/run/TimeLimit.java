package org.stillpoint.ui.internal.run;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.osgi.util.NLS;

/** Reads time limits as people type them: {@code 30}, {@code 1.5 min}, {@code 2h}; a number alone is of seconds. */
final class TimeLimit {

    private static final Pattern FORM = Pattern.compile("([0-9.eE+-]+?)\\s*(ms|s|min|h)?");

    private TimeLimit() {
    }

    /**
     * The limit that a text stands for; empty for an empty text.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static Optional<Duration> parse(String text) {
        String typed = text.trim().toLowerCase(Locale.ROOT);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(typed);
        double seconds = matcher.matches() ? number(matcher.group(1)) * secondsIn(matcher.group(2)) : Double.NaN;
        if (!(seconds >= 1e-3 && seconds < 1e9)) {
            throw new IllegalArgumentException(NLS.bind(Messages.limit_wrong, text.trim()));
        }
        return Optional.of(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    private static double number(String digits) {
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }

    private static double secondsIn(String unit) {
        return unit == null ? 1 : switch (unit) {
            case "ms" -> 1e-3;
            case "min" -> 60;
            case "h" -> 3600;
            default -> 1;
        };
    }
}
