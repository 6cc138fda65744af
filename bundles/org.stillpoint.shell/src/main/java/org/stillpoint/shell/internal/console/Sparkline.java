package org.stillpoint.shell.internal.console;

import org.stillpoint.api.History;

/** The residuals of a run as one line of small columns on a logarithmic scale. */
public final class Sparkline {

    private static final String UNICODE = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    private static final String ASCII = "_.-~=+*#";

    private Sparkline() {
    }

    /** The line, at most {@code width} characters; empty without two positive residuals. */
    public static String of(History history, int width, boolean unicode) {
        double[] logs = new double[history.size()];
        int points = 0;
        for (double residual : history.residuals()) {
            if (residual > 0 && Double.isFinite(residual)) {
                logs[points++] = Math.log10(residual);
            }
        }
        if (points < 2) {
            return "";
        }
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < points; i++) {
            least = Math.min(least, logs[i]);
            greatest = Math.max(greatest, logs[i]);
        }
        String levels = unicode ? UNICODE : ASCII;
        int columns = Math.min(width, points);
        StringBuilder line = new StringBuilder(columns);
        for (int column = 0; column < columns; column++) {
            double value = logs[columns == 1 ? 0 : (int) ((long) column * (points - 1) / (columns - 1))];
            double share = greatest > least ? (value - least) / (greatest - least) : 0;
            line.append(levels.charAt((int) Math.round(share * (levels.length() - 1))));
        }
        return line.toString();
    }
}
