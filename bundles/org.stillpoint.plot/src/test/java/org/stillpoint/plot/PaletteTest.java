package org.stillpoint.plot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {

    /** WCAG 2.1: graphical objects need at least this contrast, texts more. */
    private static final double CONTRAST = 3;
    private static final double CONTRAST_OF_TEXTS = 4.5;
    /** Lines of a grid are to be seen, but not before the data. */
    private static final Set<Ink> FAINT = EnumSet.of(Ink.GRID);
    private static final int SERIES = 8;
    /** Differences of about 2 can just be seen side by side. */
    private static final double DIFFERENCE = 12;

    private static double[] linear(int rgb) {
        double[] linear = new double[3];
        for (int k = 0; k < 3; k++) {
            double level = (rgb >> 16 - 8 * k & 255) / 255.0;
            linear[k] = level <= 0.04045 ? level / 12.92 : Math.pow((level + 0.055) / 1.055, 2.4);
        }
        return linear;
    }

    private static double luminance(double[] c) {
        return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
    }

    private static double contrast(int a, int b) {
        double x = luminance(linear(a)) + 0.05;
        double y = luminance(linear(b)) + 0.05;
        return Math.max(x, y) / Math.min(x, y);
    }

    @ParameterizedTest
    @EnumSource(Palette.class)
    void linesAndTextsStandOutFromTheGround(Palette palette) {
        for (Ink ink : Ink.values()) {
            double contrast = contrast(palette.rgb(ink), palette.ground());
            double least = ink == Ink.TEXT || ink == Ink.MUTED ? CONTRAST_OF_TEXTS : FAINT.contains(ink) ? 1.2 : CONTRAST;
            assertTrue(contrast >= least, palette + " " + ink + ": " + contrast);
        }
    }

    /** Vienot, Brettel and Mollon 1999: what is seen without the receptors of long (protanopia) or medium waves (deuteranopia). */
    private static double[] seen(double[] c, int without) {
        double first = without == 0 ? 0.11238 : 0.29275;
        double blue = without == 0 ? 0.00401 : -0.02234;
        double both = first * c[0] + (1 - first) * c[1];
        return new double[] {both, both, blue * c[0] - blue * c[1] + c[2]};
    }

    private static double[] lab(double[] c) {
        double x = root((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.9505);
        double y = root(luminance(c));
        double z = root((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double root(double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116.0;
    }

    @ParameterizedTest
    @EnumSource(Palette.class)
    void seriesDifferForColourBlindReaders(Palette palette) {
        for (int without = 0; without < 2; without++) {
            for (int i = 0; i < SERIES; i++) {
                for (int k = 0; k < i; k++) {
                    double[] a = lab(seen(linear(palette.rgb(Ink.series(i))), without));
                    double[] b = lab(seen(linear(palette.rgb(Ink.series(k))), without));
                    double difference = Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
                    assertTrue(difference >= DIFFERENCE, palette + " " + k + " and " + i + ": " + difference);
                }
            }
        }
    }
}
