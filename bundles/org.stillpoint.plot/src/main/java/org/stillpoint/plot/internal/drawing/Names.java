package org.stillpoint.plot.internal.drawing;

import java.util.List;

/** Names beside shapes. */
public final class Names {

    private static final int LETTER = 7;
    private static final int LONGEST = 22;

    private Names() {
    }

    /** The room that the longest of the names takes, shortened. */
    public static double room(List<String> names) {
        return LETTER * Math.min(LONGEST, names.stream().mapToInt(String::length).max().orElse(0)) + 10;
    }

    /** A name that is not too long. */
    public static String shortened(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "\u2026";
    }

    /** The name of a place, its number counted from 1 if there are no names. */
    public static String of(List<String> names, int index) {
        return index >= names.size() ? String.valueOf(index + 1) : names.get(index);
    }
}
