package org.stillpoint.halpern.internal.linearprogram;

import org.stillpoint.testing.TestContext;


/** The ways to solve a program that must agree: with and without presolve and Newton finish. */
public enum Variants {
    DEFAULT(true, true), NO_PRESOLVE(false, true), NO_NEWTON(true, false), NEITHER(false, false);

    private final boolean presolve;
    private final boolean newton;

    Variants(boolean presolve, boolean newton) {
        this.presolve = presolve;
        this.newton = newton;
    }

    /** A fresh context with these options, a tolerance, and a limit far beyond what small programs need. */
    public TestContext context(double tolerance) {
        return new TestContext().with("presolve", presolve).with("newton", newton).with("tolerance", tolerance)
                .with("maxIterations", 200_000L);
    }
}
