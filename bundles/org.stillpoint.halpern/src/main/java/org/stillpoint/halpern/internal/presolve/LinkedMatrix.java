package org.stillpoint.halpern.internal.presolve;

import java.util.Arrays;
import org.stillpoint.halpern.internal.linearprogram.RangeProgram;

/**
 * A sparse matrix whose entries hang in one doubly linked list for each row and one for each column, so that an entry is added
 * or removed in constant time. Entries are numbers; -1 ends a list.
 */
final class LinkedMatrix {

    private static final int NONE = -1;

    private final int[] rowHead;
    private final int[] columnHead;
    private final int[] rowLength;
    private final int[] columnLength;
    private int[] row;
    private int[] column;
    private double[] value;
    private int[] nextInRow;
    private int[] previousInRow;
    private int[] nextInColumn;
    private int[] previousInColumn;
    private int used;
    private int freeHead = NONE;

    /** Takes the entries that are not zero. */
    LinkedMatrix(RangeProgram program) {
        rowHead = new int[program.rows()];
        columnHead = new int[program.columns()];
        rowLength = new int[program.rows()];
        columnLength = new int[program.columns()];
        Arrays.fill(rowHead, NONE);
        Arrays.fill(columnHead, NONE);
        int capacity = program.entries();
        row = new int[capacity];
        column = new int[capacity];
        value = new double[capacity];
        nextInRow = new int[capacity];
        previousInRow = new int[capacity];
        nextInColumn = new int[capacity];
        previousInColumn = new int[capacity];
        for (int j = program.columns() - 1; j >= 0; j--) {
            for (int k = program.columnStarts()[j + 1] - 1; k >= program.columnStarts()[j]; k--) {
                if (program.values()[k] != 0) {
                    add(program.rowIndices()[k], j, program.values()[k]);
                }
            }
        }
    }

    int firstInRow(int i) {
        return rowHead[i];
    }

    int nextInRow(int entry) {
        return nextInRow[entry];
    }

    int firstInColumn(int j) {
        return columnHead[j];
    }

    int nextInColumn(int entry) {
        return nextInColumn[entry];
    }

    int row(int entry) {
        return row[entry];
    }

    int column(int entry) {
        return column[entry];
    }

    double value(int entry) {
        return value[entry];
    }

    void setValue(int entry, double changed) {
        value[entry] = changed;
    }

    int rowLength(int i) {
        return rowLength[i];
    }

    int columnLength(int j) {
        return columnLength[j];
    }

    /** The number of entries. */
    int size() {
        int size = 0;
        for (int length : columnLength) {
            size += length;
        }
        return size;
    }

    /** Adds an entry where there is none, at the head of its lists. */
    void add(int i, int j, double entryValue) {
        int entry = allocate();
        row[entry] = i;
        column[entry] = j;
        value[entry] = entryValue;
        nextInRow[entry] = rowHead[i];
        previousInRow[entry] = NONE;
        if (rowHead[i] != NONE) {
            previousInRow[rowHead[i]] = entry;
        }
        rowHead[i] = entry;
        rowLength[i]++;
        nextInColumn[entry] = columnHead[j];
        previousInColumn[entry] = NONE;
        if (columnHead[j] != NONE) {
            previousInColumn[columnHead[j]] = entry;
        }
        columnHead[j] = entry;
        columnLength[j]++;
    }

    /** Removes an entry. Its links to the next ones stay readable until the next entry is added. */
    void remove(int entry) {
        int i = row[entry];
        int j = column[entry];
        if (previousInRow[entry] == NONE) {
            rowHead[i] = nextInRow[entry];
        } else {
            nextInRow[previousInRow[entry]] = nextInRow[entry];
        }
        if (nextInRow[entry] != NONE) {
            previousInRow[nextInRow[entry]] = previousInRow[entry];
        }
        rowLength[i]--;
        if (previousInColumn[entry] == NONE) {
            columnHead[j] = nextInColumn[entry];
        } else {
            nextInColumn[previousInColumn[entry]] = nextInColumn[entry];
        }
        if (nextInColumn[entry] != NONE) {
            previousInColumn[nextInColumn[entry]] = previousInColumn[entry];
        }
        columnLength[j]--;
        previousInRow[entry] = freeHead;
        freeHead = entry;
    }

    /** The entries of row i but the one in the excluded column. */
    Entries rowWithout(int i, int excludedColumn) {
        int[] indices = new int[rowLength[i]];
        double[] values = new double[rowLength[i]];
        int count = 0;
        for (int entry = rowHead[i]; entry != NONE; entry = nextInRow[entry]) {
            if (column[entry] != excludedColumn) {
                indices[count] = column[entry];
                values[count++] = value[entry];
            }
        }
        return Entries.of(indices, values, count);
    }

    /** The entries of column j but the one in the excluded row. */
    Entries columnWithout(int j, int excludedRow) {
        int[] indices = new int[columnLength[j]];
        double[] values = new double[columnLength[j]];
        int count = 0;
        for (int entry = columnHead[j]; entry != NONE; entry = nextInColumn[entry]) {
            if (row[entry] != excludedRow) {
                indices[count] = row[entry];
                values[count++] = value[entry];
            }
        }
        return Entries.of(indices, values, count);
    }

    private int allocate() {
        if (freeHead != NONE) {
            int entry = freeHead;
            freeHead = previousInRow[entry];
            return entry;
        }
        if (used == row.length) {
            int capacity = Math.max(16, used + used / 2);
            row = Arrays.copyOf(row, capacity);
            column = Arrays.copyOf(column, capacity);
            value = Arrays.copyOf(value, capacity);
            nextInRow = Arrays.copyOf(nextInRow, capacity);
            previousInRow = Arrays.copyOf(previousInRow, capacity);
            nextInColumn = Arrays.copyOf(nextInColumn, capacity);
            previousInColumn = Arrays.copyOf(previousInColumn, capacity);
        }
        return used++;
    }
}
