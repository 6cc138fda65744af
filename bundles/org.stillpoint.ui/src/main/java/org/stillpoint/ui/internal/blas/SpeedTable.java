package org.stillpoint.ui.internal.blas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.stillpoint.api.blas.BlasRouter.Speed;

/**
 * Measured speeds with a row for each operation and size, and a column for each provider.
 *
 * @param providers the names of the providers, one for each column
 * @param rows the rows, in the order of the measurements
 */
record SpeedTable(List<String> providers, List<Row> rows) {

    /** A table without speeds. */
    static final SpeedTable EMPTY = new SpeedTable(List.of(), List.of());

    /**
     * One operation at one size.
     *
     * @param operation the operation
     * @param size the dimension of its operands
     * @param speeds the speed of each provider that was measured, by its name
     */
    record Row(String operation, int size, Map<String, Speed> speeds) {

        /** The speed of a provider as text with three digits; empty if it was not measured. */
        String text(String provider) {
            Speed speed = speeds.get(provider);
            return speed == null ? "" : SpeedTable.text(speed.gigaflops());
        }

        /** Whether the router picks the provider. */
        boolean isChosen(String provider) {
            return speeds.containsKey(provider) && speeds.get(provider).chosen();
        }

        /** The speed of a provider as a part of the greatest in the row: from 0 to 1. */
        double part(String provider) {
            double greatest = speeds.values().stream().mapToDouble(Speed::gigaflops).max().orElse(0);
            return speeds.containsKey(provider) && greatest > 0 ? speeds.get(provider).gigaflops() / greatest : 0;
        }
    }

    private static String text(double gigaflops) {
        return String.format(Locale.ROOT, gigaflops >= 100 ? "%.0f" : gigaflops >= 10 ? "%.1f" : "%.2f", gigaflops);
    }

    /**
     * The table of speeds.
     *
     * @param inUse the providers in use; others that were measured follow
     */
    static SpeedTable of(List<String> inUse, List<Speed> speeds) {
        Set<String> providers = new LinkedHashSet<>(inUse);
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Speed speed : speeds) {
            providers.add(speed.provider());
            rows.computeIfAbsent(speed.operation() + " " + speed.size(), key -> new Row(speed.operation(), speed.size(),
                    new LinkedHashMap<>())).speeds().put(speed.provider(), speed);
        }
        return new SpeedTable(List.copyOf(providers), List.copyOf(rows.values()));
    }

    /** The table as text, with tabs between its columns. */
    String toText(List<String> titles) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join("\t", titles));
        for (Row row : rows) {
            List<String> cells = new ArrayList<>(List.of(row.operation(), String.valueOf(row.size())));
            providers.forEach(provider -> cells.add(row.text(provider) + (row.isChosen(provider) ? " *" : "")));
            lines.add(String.join("\t", cells));
        }
        return String.join("\n", lines) + "\n";
    }
}
