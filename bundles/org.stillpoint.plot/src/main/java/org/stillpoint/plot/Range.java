package org.stillpoint.plot;

/**
 * The values from one to another, as a part of an axis that is looked at closer.
 *
 * @param least the first, finite
 * @param greatest the last, finite and greater
 */
public record Range(double least, double greatest) {

    /** Checks the values. */
    public Range {
        if (!(least < greatest) || Double.isInfinite(least) || Double.isInfinite(greatest)) {
            throw new IllegalArgumentException("a range from " + least + " to " + greatest);
        }
    }
}
