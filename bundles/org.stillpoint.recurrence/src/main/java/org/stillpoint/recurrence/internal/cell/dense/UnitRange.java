package org.stillpoint.recurrence.internal.cell.dense;

/**
 * A range of the units of a cell.
 *
 * @param from the first one
 * @param to the one after the last
 */
public record UnitRange(int from, int to) {

    /** Ranges of several threads begin at multiples of this, so that they fill vector registers. */
    public static final int MULTIPLE = 16;

    /** Cuts the units of a cell into ranges of equal length, the last one shorter, for at most so many threads. */
    public static UnitRange[] cut(int units, int threads) {
        return cut(units, threads, MULTIPLE);
    }

    /** Cuts the units of a cell into at most so many ranges of equal length, a multiple of a number of units, the last one shorter. */
    static UnitRange[] cut(int units, int parts, int multiple) {
        int length = ((units + parts - 1) / parts + multiple - 1) / multiple * multiple;
        UnitRange[] ranges = new UnitRange[(units + length - 1) / length];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = new UnitRange(i * length, Math.min(units, (i + 1) * length));
        }
        return ranges;
    }

    /** Which of so many other things belong to the range, if all belong to so many units. */
    public UnitRange share(int things, int units) {
        return new UnitRange((int) ((long) things * from / units), (int) ((long) things * to / units));
    }

    /** How many there are. */
    public int size() {
        return to - from;
    }
}
