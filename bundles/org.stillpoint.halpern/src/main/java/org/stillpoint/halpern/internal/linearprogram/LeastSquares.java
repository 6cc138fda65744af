package org.stillpoint.halpern.internal.linearprogram;

import java.util.Arrays;

/**
 * The least violation of the rows by points within the bounds: min 1/2 ||A x - s||^2 over l &lt;= x &lt;= u, L &lt;= s &lt;= U,
 * for programs that seem to have no feasible point. At the minimum the residual y = s - A x is a Farkas ray unless it is zero.
 *
 * <p>This is {@link ProximalNewton} without an objective, with y_k = 0 and delta = 1; the proximity rho of x and s falls from step
 * to step.
 */
final class LeastSquares {

    private static final double FIRST_RHO = 1e-2;
    private static final double LEAST_RHO = 1e-14;
    private static final double RHO_DECAY = 0.1;
    private static final double REDUCTION = 1e-3;
    private static final int MOST_INNER_STEPS = 25;
    private static final int MOST_STEPS = 400;

    private final ScaledProgram program;
    private final ProximalNewton newton;
    private double rho = FIRST_RHO;
    private int steps;
    private boolean ended;

    LeastSquares(ScaledProgram program, NewtonSystem system, Effort effort) {
        this.program = program;
        newton = new ProximalNewton(program, new double[program.columns], system, effort);
    }

    /** Starts from a point within the bounds. */
    void start(double[] x) {
        System.arraycopy(x, 0, newton.xCentre, 0, x.length);
        program.multiply(x, newton.sCentre);
        for (int row = 0; row < newton.sCentre.length; row++) {
            newton.sCentre[row] = Math.max(program.rowLower[row], Math.min(program.rowUpper[row], newton.sCentre[row]));
        }
        Arrays.fill(newton.yCentre, 0);
        Arrays.fill(newton.y, 0);
    }

    /** Whether another outer step is worth while. */
    boolean goesOn() {
        return !ended && steps < MOST_STEPS;
    }

    /** One outer step. */
    void proximalPoint() {
        ProximalNewton.End end = newton.maximise(rho, 1, REDUCTION, Math.min(MOST_INNER_STEPS, MOST_STEPS - steps));
        steps += newton.steps();
        ended = end == ProximalNewton.End.STOPPED || rho == LEAST_RHO && newton.steps() <= 1;
        System.arraycopy(newton.x, 0, newton.xCentre, 0, newton.x.length);
        System.arraycopy(newton.s, 0, newton.sCentre, 0, newton.s.length);
        rho = Math.max(LEAST_RHO, rho * RHO_DECAY);
    }

    /** The residual s - A x. */
    double[] residual() {
        return newton.y;
    }
}
