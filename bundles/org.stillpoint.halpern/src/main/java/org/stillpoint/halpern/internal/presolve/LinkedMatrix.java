package org.stillpoint.halpern.internal.presolve;

import java.util.Arrays;
import org.stillpoint.halpern.internal.linearprogram.RangeProgram;

/** A sparse matrix whose entries hang in the list of their row and in that of their column, to be added and removed at once. */
final class LinkedMatrix {

    private static final int NONE = -1;

    private final Lines rows;
    private final Lines columns;
    private double[] value;
    private int[] nextFree;
    private int freeHead = NONE;
    private int used;
    private int size;

    /** Takes the entries that are not zero. */
    LinkedMatrix(RangeProgram program) {
        int capacity = program.entries();
        rows = new Lines(program.rows(), capacity);
        columns = new Lines(program.columns(), capacity);
        value = new double[capacity];
        nextFree = new int[capacity];
        for (int j = program.columns() - 1; j >= 0; j--) {
            for (int k = program.columnStarts()[j + 1] - 1; k >= program.columnStarts()[j]; k--) {
                if (program.values()[k] != 0) {
                    add(program.rowIndices()[k], j, program.values()[k]);
                }
            }
        }
    }

    Lines rows() {
        return rows;
    }

    Lines columns() {
        return columns;
    }

    int firstInRow(int i) {
        return rows.first(i);
    }

    int nextInRow(int entry) {
        return rows.next(entry);
    }

    int firstInColumn(int j) {
        return columns.first(j);
    }

    int nextInColumn(int entry) {
        return columns.next(entry);
    }

    int row(int entry) {
        return columns.place(entry);
    }

    int column(int entry) {
        return rows.place(entry);
    }

    double value(int entry) {
        return value[entry];
    }

    void setValue(int entry, double changed) {
        value[entry] = changed;
    }

    int rowLength(int i) {
        return rows.length(i);
    }

    int columnLength(int j) {
        return columns.length(j);
    }

    /** The number of entries. */
    int size() {
        return size;
    }

    /** Adds an entry where there is none. */
    void add(int i, int j, double entryValue) {
        int entry = allocate();
        value[entry] = entryValue;
        rows.link(entry, i, j);
        columns.link(entry, j, i);
        size++;
    }

    /** Removes an entry. Its links to the next ones stay readable until an entry is added. */
    void remove(int entry) {
        int i = row(entry);
        rows.unlink(entry, i);
        columns.unlink(entry, column(entry));
        nextFree[entry] = freeHead;
        freeHead = entry;
        size--;
    }

    /** The entries of row i but the one in the excluded column. */
    Entries rowWithout(int i, int excludedColumn) {
        return without(rows, i, excludedColumn);
    }

    /** The entries of column j but the one in the excluded row. */
    Entries columnWithout(int j, int excludedRow) {
        return without(columns, j, excludedRow);
    }

    private Entries without(Lines lines, int line, int excludedPlace) {
        int[] indices = new int[lines.length(line)];
        double[] values = new double[indices.length];
        int count = 0;
        for (int entry = lines.first(line); entry != NONE; entry = lines.next(entry)) {
            if (lines.place(entry) != excludedPlace) {
                indices[count] = lines.place(entry);
                values[count++] = value[entry];
            }
        }
        return Entries.of(indices, values, count);
    }

    private int allocate() {
        if (freeHead != NONE) {
            int entry = freeHead;
            freeHead = nextFree[entry];
            return entry;
        }
        if (used == value.length) {
            int capacity = Math.max(16, used + used / 2);
            value = Arrays.copyOf(value, capacity);
            nextFree = Arrays.copyOf(nextFree, capacity);
            rows.grow(capacity);
            columns.grow(capacity);
        }
        return used++;
    }
}
