package org.stillpoint.recurrence.internal.newton;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.recurrence.internal.run.OptionTexts;
import org.stillpoint.recurrence.internal.run.Safeguards;

/** Options of {@link NewtonSolver}. */
@ObjectClassDefinition(name = "Recurrences by Newton's method")
public @interface NewtonOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = OptionTexts.RESIDUAL)
    double tolerance() default 1e-10;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most Newton steps for each window; where the window slides, most on the average over its length")
    int maxIterations() default 1000;

    /** What is solved at once. */
    @AttributeDefinition(name = "Form", description = "blocked: window after window, each to the tolerance; windowed: a window slides "
            + "past each state that is found; full: all steps at once, as far as there is memory")
    Form form() default Form.BLOCKED;

    /** The steps of a window. */
    @AttributeDefinition(name = "Window", min = "0", max = "1048576",
            description = "Steps of a window, blocked or sliding; 0 for as many as fit into the cache")
    int window() default 0;

    /** The method. */
    @AttributeDefinition(name = "Method", description = "newton: Newton's method; elk: the step of Levenberg and Marquardt, in the form "
            + "of a Kalman filter")
    Method method() default Method.NEWTON;

    /** What stands for the Jacobian matrices. */
    @AttributeDefinition(name = "Jacobian", description = "exact: Jacobian matrices as the cell has them; diagonal: their diagonals, with "
            + "which convergence is linear and a step of a wide cell is cheap")
    Jacobian jacobian() default Jacobian.EXACT;

    /** The damping. */
    @AttributeDefinition(name = "Damping", min = "0", max = "1", description = "k: Jacobian matrices are multiplied by 1 - k; with 1 all "
            + "steps are Jacobi sweeps")
    double damping() default 0;

    /** The regularisation. */
    @AttributeDefinition(name = "Regularisation", min = "0", max = "1e12",
            description = "lambda of the method elk, the first one where it adapts")
    double regularisation() default 0.01;

    /** Whether the regularisation adapts. */
    @AttributeDefinition(name = "Adaptive regularisation", description = "Whether lambda grows tenfold, and a step is taken back, when "
            + "the sum of squared residuals grows, and falls tenfold otherwise")
    boolean adaptiveRegularisation() default true;

    /** The safeguards. */
    @AttributeDefinition(name = "Safeguards", description = "none: the plain method, which may diverge; reset: states that are found are "
            + "locked, states that are not finite start again from the guess, states are kept in the box; all: besides, windows that make "
            + "no progress shrink, are regularised, and in the end run sequentially")
    Safeguards safeguards() default Safeguards.ALL;

    /** The lower bound. */
    @AttributeDefinition(name = "Lower bound", min = "-1e300", max = "1e300",
            description = "Iterates are kept above this by the safeguards; the solution must be")
    double lowerBound() default -1e300;

    /** The upper bound. */
    @AttributeDefinition(name = "Upper bound", min = "-1e300", max = "1e300",
            description = "Iterates are kept below this by the safeguards; the solution must be")
    double upperBound() default 1e300;

    /** The guess. */
    @AttributeDefinition(name = "Guess", description = "What iterations start from: input: f(0, x_t); step: f(h, x_t) with the state h "
            + "before the window; initial: h; zero; automatic: the one of these that costs least on the first windows; constant: the guess "
            + "value. A trajectory to start from goes before")
    Guess guess() default Guess.AUTOMATIC;

    /** The constant guess. */
    @AttributeDefinition(name = "Guess value", min = "-1e300", max = "1e300", description = "All components of a constant guess")
    double guessValue() default 0;

    /** The sweeps before the first Newton step. */
    @AttributeDefinition(name = "Warm-up", min = "0", max = "1000000", description = "Jacobi sweeps of a window before its first Newton "
            + "step")
    int warmUp() default 0;

    /** What is solved at once. */
    enum Form {
        /** Window after window. */
        BLOCKED,
        /** A sliding window. */
        WINDOWED,
        /** All steps. */
        FULL
    }

    /** The steps. */
    enum Method {
        /** Newton's. */
        NEWTON,
        /** Those of Levenberg and Marquardt by a Kalman filter. */
        ELK
    }

    /** What stands for the Jacobian matrices. */
    enum Jacobian {
        /** They themselves. */
        EXACT,
        /** Their diagonals. */
        DIAGONAL
    }

    /** What iterations start from. */
    enum Guess {
        /** One of the next four. */
        AUTOMATIC,
        /** f(0, x_t). */
        INPUT,
        /** f(h, x_t) with the state h before the window. */
        STEP,
        /** The state before the window. */
        INITIAL,
        /** Zeros. */
        ZERO,
        /** A constant. */
        CONSTANT
    }
}
