package org.stillpoint.plot.internal;

import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import org.stillpoint.plot.ResultTable;

/** The rows of a table of a viewer: empty ones where they cannot be made, or have another number of values. */
final class ContainedRows {

    private static final System.Logger LOGGER = System.getLogger(ContainedRows.class.getName());

    private ContainedRows() {
    }

    static ResultTable of(ResultTable table, String type) {
        return new ResultTable(table.title(), table.columns(), table.rows(), row -> row(table, row, type));
    }

    private static List<Object> row(ResultTable table, int row, String type) {
        try {
            List<Object> values = table.row().apply(row);
            if (values.size() == table.columns().size()) {
                return values;
            }
            LOGGER.log(Level.WARNING, "Row " + row + " of the table \"" + table.title() + "\" of a " + type + " problem has "
                    + values.size() + " values; expected " + table.columns().size());
        } catch (RuntimeException | LinkageError failure) {
            LOGGER.log(Level.WARNING, "Row " + row + " of the table \"" + table.title() + "\" of a " + type + " problem cannot be made",
                    failure);
        }
        return List.copyOf(Collections.nCopies(table.columns().size(), ""));
    }
}
