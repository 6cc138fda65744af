package org.stillpoint.plot;

import java.util.Arrays;
import org.stillpoint.api.History;

/** What a run has taken, against which its residual is drawn. */
public enum Abscissa {
    /** Iterations. */
    ITERATIONS("iterations", AxisKind.LINEAR, true) {
        @Override
        double[] of(History history) {
            return Arrays.stream(history.iterations()).asDoubleStream().toArray();
        }

        @Override
        public String label(double value) {
            return Figures.count(Math.round(value));
        }
    },
    /** Evaluations of the operator. */
    EVALUATIONS("operator evaluations", AxisKind.LOGARITHMIC, true) {
        @Override
        double[] of(History history) {
            return history.evaluations();
        }

        @Override
        public String label(double value) {
            return value < 1 ? Figures.digits(value, 1) : Figures.count(Math.round(value));
        }
    },
    /** Time. */
    SECONDS("time", AxisKind.LOGARITHMIC, false) {
        @Override
        double[] of(History history) {
            return history.seconds();
        }

        @Override
        public String label(double value) {
            return value == 0 ? "0"
                    : value < 0.9995e-3 ? Figures.digits(value * 1e6, DIGITS) + " us"
                    : value < 0.9995 ? Figures.digits(value * 1e3, DIGITS) + " ms" : Figures.digits(value, DIGITS) + " s";
        }
    };

    private static final int DIGITS = 6;

    private final String title;
    private final AxisKind kind;
    private final boolean counted;

    Abscissa(String title, AxisKind kind, boolean counted) {
        this.title = title;
        this.kind = kind;
        this.counted = counted;
    }

    /** What the axis is called. */
    public String title() {
        return title;
    }

    /** The kind of axis where nobody chooses another. */
    public AxisKind kind() {
        return kind;
    }

    /** The place of each point of a history on this axis. */
    abstract double[] of(History history);

    /** How a marked value is written. */
    public abstract String label(double value);

    /** Whether a value can be marked: what is counted at whole numbers only, but for parts of a first evaluation. */
    public boolean marks(double value) {
        return !counted || value == Math.rint(value) || this == EVALUATIONS && value < 1;
    }

    /** A scale for values that are admitted. */
    Scale scale(AxisKind of, double least, double greatest) {
        if (of == AxisKind.LOGARITHMIC) {
            return LogarithmicScale.close(least, greatest);
        }
        return counted ? new LinearScale(Math.max(1, greatest)) : new RangeScale(0, greatest > 0 ? greatest : 1);
    }
}
