package org.stillpoint.shell.internal.console;

import java.util.Locale;
import org.stillpoint.api.Progress;
import org.stillpoint.plot.Figures;

/**
 * One line on the stream of errors that follows a run: how far the residual has come from its first value to the tolerance on
 * a logarithmic scale, the residual, the iterations, their rate, and the time; or, where the run knows that, what part of the work is done
 * and the time that the rest may take. Shown on a terminal only.
 */
public final class ProgressBar {

    private static final int WIDTH = 20;
    /** With less done, the time that the rest takes is anybody's guess. */
    private static final double LEAST_FRACTION = 0.01;
    private static final String CLEAR = "\r\u001b[K";

    private final Console console;
    private final String title;
    private final double tolerance;
    private double first = Double.NaN;
    private double furthest;
    private boolean shown;

    /**
     * A bar for a run.
     *
     * @param title what is shown before the bar, possibly empty
     * @param tolerance the tolerance that the run works towards, NaN where that is unknown
     */
    public ProgressBar(Console console, String title, double tolerance) {
        this.console = console;
        this.title = title.isEmpty() ? "" : title + "  ";
        this.tolerance = tolerance;
    }

    /** Shows how far the run has come. */
    public void update(Progress progress) {
        if (Double.isNaN(first) && progress.residual() > 0 && Double.isFinite(progress.residual())) {
            first = progress.residual();
        }
        show(line(progress));
    }

    /** Shows that the solver has ended and its solution is verified. */
    public void verify(Progress progress) {
        show(title + String.format(Locale.ROOT, "verifying  residual %s  %,d it  %s  (Ctrl-C leaves it unverified)",
                Figures.small(progress.residual()), progress.iteration(), Figures.seconds(progress.seconds())));
    }

    private void show(String line) {
        if (console.terminal().error()) {
            shown = true;
            console.error().print(CLEAR + line);
            console.error().flush();
        }
    }

    /** Removes the line. */
    public void close() {
        if (shown) {
            console.error().print(CLEAR);
            console.error().flush();
        }
    }

    String line(Progress progress) {
        boolean known = !Double.isNaN(progress.fraction());
        furthest = known ? progress.fraction() : Math.max(furthest, fraction(progress.residual()));
        int full = (int) Math.floor(furthest * WIDTH);
        boolean unicode = console.terminal().unicode();
        String bar = (unicode ? "\u2588" : "#").repeat(full) + (unicode ? "\u2591" : "-").repeat(WIDTH - full);
        if (known) {
            String left = progress.fraction() < LEAST_FRACTION ? "" : "  " + Figures.seconds(progress.secondsLeft()) + " left";
            return title + String.format(Locale.ROOT, "%s %3.0f %%  residual %s  %s%s", bar, Math.floor(100 * progress.fraction()),
                    Figures.small(progress.residual()), Figures.seconds(progress.seconds()), left);
        }
        return title + String.format(Locale.ROOT, "%s residual %s  %,d it  %,.0f it/s  %s", bar,
                Figures.small(progress.residual()), progress.iteration(), progress.rate(), Figures.seconds(progress.seconds()));
    }

    /** log(first / residual) / log(first / tolerance), within 0 and 1. */
    private double fraction(double residual) {
        if (Double.isNaN(first) || !(residual > 0) || !(tolerance > 0) || first <= tolerance) {
            return residual <= tolerance ? 1 : 0;
        }
        return Math.max(0, Math.min(1, Math.log(first / residual) / Math.log(first / tolerance)));
    }
}
