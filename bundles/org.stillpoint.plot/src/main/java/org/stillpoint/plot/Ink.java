package org.stillpoint.plot;

/**
 * What a shape stands for, by which a painter chooses its colour: light and dark media differ, and colours of series can be told apart by
 * colour-blind readers.
 */
public enum Ink {
    /** Axes and their marks. */
    AXIS,
    /** Lines of a grid behind the data. */
    GRID,
    /** Texts. */
    TEXT,
    /** Texts and marks of second rank. */
    MUTED,
    /** What is looked at first: a path, a result. */
    ACCENT,
    /** Tolerances, limits and bounds. */
    LIMIT,
    /** What is given: a source of mass, an input. */
    SOURCE,
    /** What is wanted or comes out: a target of mass, an output. */
    TARGET,
    /** What moves or changes between the two. */
    FLOW,
    /** The first of the series of one plot. */
    SERIES_1,
    /** The second series. */
    SERIES_2,
    /** The third series. */
    SERIES_3,
    /** The fourth series. */
    SERIES_4,
    /** The fifth series. */
    SERIES_5,
    /** The sixth series. */
    SERIES_6,
    /** The seventh series. */
    SERIES_7,
    /** The eighth series. */
    SERIES_8;

    private static final int SERIES = 8;

    /** The ink of a series by its number from 0; they repeat after eight, where dashes tell them apart. */
    public static Ink series(int number) {
        return values()[SERIES_1.ordinal() + number % SERIES];
    }
}
