package org.stillpoint.recurrence.internal.newton;

import org.stillpoint.recurrence.internal.run.Safeguards;

/**
 * How Newton's method is run on a recurrence; the components are those of {@link NewtonOptions}, without the tolerance, which the session
 * has.
 */
public record NewtonSettings(int maxIterations, NewtonOptions.Form form, int window, NewtonOptions.Method method,
        NewtonOptions.Jacobian jacobian, double damping, double regularisation, boolean adaptive, Safeguards safeguards,
        double lowerBound, double upperBound, NewtonOptions.Guess guess, double guessValue, int warmUp) {

    /** What the defaults of the options are. */
    public static final NewtonSettings DEFAULTS = new NewtonSettings(1000, NewtonOptions.Form.BLOCKED, 0, NewtonOptions.Method.NEWTON,
            NewtonOptions.Jacobian.EXACT, 0, 0.01, true, Safeguards.ALL, -1e300, 1e300, NewtonOptions.Guess.AUTOMATIC, 0, 0);

    static NewtonSettings of(NewtonOptions options) {
        return new NewtonSettings(options.maxIterations(), options.form(), options.window(), options.method(), options.jacobian(),
                options.damping(), options.regularisation(), options.adaptiveRegularisation(), options.safeguards(), options.lowerBound(),
                options.upperBound(), options.guess(), options.guessValue(), options.warmUp());
    }

    /** The same settings with another iteration limit. */
    public NewtonSettings withMaxIterations(int limit) {
        return new NewtonSettings(limit, form, window, method, jacobian, damping, regularisation, adaptive, safeguards, lowerBound,
                upperBound, guess, guessValue, warmUp);
    }

    boolean exact() {
        return jacobian == NewtonOptions.Jacobian.EXACT;
    }

    boolean locks() {
        return safeguards != Safeguards.NONE;
    }

    boolean bounded() {
        return locks() && (lowerBound > -1e300 || upperBound < 1e300);
    }

    /** Whether the last iterations are expected to square the residual. */
    boolean quadratic() {
        return exact() && damping == 0 && method == NewtonOptions.Method.NEWTON;
    }
}
