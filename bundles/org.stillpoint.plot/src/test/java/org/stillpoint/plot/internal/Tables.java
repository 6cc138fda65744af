package org.stillpoint.plot.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultTable.Kind;

/** Reads tables, and holds them to the contract: as many values as columns, of the types that are allowed, bars from 0 to 1. */
public final class Tables {

    private Tables() {
    }

    /** All rows of a table as texts, bars left out. */
    public static List<List<String>> texts(ResultTable table) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            List<Object> values = table.row().apply(row);
            assertEquals(table.columns().size(), values.size(), table.title());
            List<String> texts = new ArrayList<>();
            for (int k = 0; k < values.size(); k++) {
                Column column = table.columns().get(k);
                Object value = values.get(k);
                assertTrue(value instanceof String || value instanceof Double || value instanceof Long || value instanceof Boolean,
                        () -> table.title() + " has a " + value.getClass());
                if (column.kind() == Kind.SHARE) {
                    double share = (Double) value;
                    assertTrue(share >= 0 && share <= 1, "a bar of " + share);
                } else {
                    texts.add(column.shown(value));
                }
            }
            rows.add(texts);
        }
        return rows;
    }

    /** The bars of a table. */
    public static List<Double> shares(ResultTable table) {
        List<Double> shares = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            shares.add((Double) table.row().apply(row).get(table.columns().size() - 1));
        }
        return shares;
    }
}
