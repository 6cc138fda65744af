package org.stillpoint.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Options of the form {@code --name value}, flags, and one remaining argument. */
record Arguments(Map<String, String> options, String remaining) {

    private static final Set<String> FLAGS = Set.of("--generate", "--complexity", "--peer");

    static Arguments parse(String... arguments) {
        Map<String, String> options = new HashMap<>();
        String remaining = null;
        for (int i = 0; i < arguments.length; i++) {
            if (FLAGS.contains(arguments[i])) {
                options.put(arguments[i].substring(2), "");
            } else if (arguments[i].startsWith("--") && i + 1 < arguments.length) {
                options.put(arguments[i].substring(2), arguments[++i]);
            } else {
                remaining = arguments[i];
            }
        }
        return new Arguments(options, remaining);
    }

    boolean has(String name) {
        return options.containsKey(name);
    }

    double number(String name, double standard) {
        return has(name) ? Double.parseDouble(options.get(name)) : standard;
    }

    String rest(String what) {
        if (remaining == null) {
            throw new IllegalArgumentException("expected " + what);
        }
        return remaining;
    }
}
