package org.stillpoint.halpern.internal.linearprogram;

/**
 * The finish: proximal points, each found by {@link ProximalNewton}, from the point that the Halpern iteration has reached. Outer step
 * k has the proximities rho = kappa omega on x and s, and delta = kappa / omega on y; kappa starts at 0.03 and halves, down to
 * 1e-6, whenever Newton needed few steps. With kappa small each outer step is close to solving the program itself;
 * too small too early makes Newton cycle.
 */
final class NewtonFinish {

    private static final double FIRST_KAPPA = 0.03;
    private static final double LEAST_KAPPA = 1e-6;
    private static final double KAPPA_DECAY = 0.5;
    private static final double REDUCTION = 0.3;
    private static final int QUICK_STEPS = 6;
    private static final int MOST_INNER_STEPS = 25;
    private static final int MOST_STEPS = 200;

    /** The dual point on its sign cone. */
    final double[] yProjected;

    private final ScaledProgram program;
    private final ProximalNewton newton;
    private double omega;
    private double kappa;
    private int steps;
    private boolean ended;

    NewtonFinish(ScaledProgram program, NewtonSystem system, Effort effort) {
        this.program = program;
        newton = new ProximalNewton(program, program.objective, system, effort);
        yProjected = new double[program.rows];
    }

    /** Starts from a point with x within its bounds. */
    void start(double[] x, double[] y, double primalWeight) {
        omega = primalWeight;
        kappa = FIRST_KAPPA;
        steps = 0;
        ended = false;
        copy(x, newton.xCentre);
        copy(y, newton.yCentre);
        copy(y, newton.y);
        program.multiply(x, newton.sCentre);
        for (int row = 0; row < newton.sCentre.length; row++) {
            newton.sCentre[row] = Math.max(program.rowLower[row], Math.min(program.rowUpper[row], newton.sCentre[row]));
        }
    }

    /** Whether another outer step is worth while. */
    boolean goesOn() {
        return !ended && steps < MOST_STEPS;
    }

    /** One outer step: the proximal point of the centre. */
    void proximalPoint() {
        int allowed = Math.min(MOST_INNER_STEPS, MOST_STEPS - steps);
        ProximalNewton.End end = newton.maximise(kappa * omega, kappa / omega, REDUCTION, allowed);
        steps += newton.steps();
        ended = end != ProximalNewton.End.CONVERGED;
        copy(newton.y, yProjected);
        program.projectDual(yProjected);
    }

    /** The point x, within its bounds. */
    double[] x() {
        return newton.x;
    }

    /** Writes the displacement of the last outer step, a candidate for a ray. */
    void displacement(double[] xStep, double[] yStep) {
        for (int column = 0; column < xStep.length; column++) {
            xStep[column] = newton.x[column] - newton.xCentre[column];
        }
        for (int row = 0; row < yStep.length; row++) {
            yStep[row] = newton.y[row] - newton.yCentre[row];
        }
    }

    /** Makes the proximal point the next centre. */
    void advance() {
        copy(newton.x, newton.xCentre);
        copy(newton.s, newton.sCentre);
        copy(newton.y, newton.yCentre);
        if (newton.steps() <= QUICK_STEPS) {
            kappa = Math.max(LEAST_KAPPA, kappa * KAPPA_DECAY);
        }
    }

    private static void copy(double[] source, double[] target) {
        System.arraycopy(source, 0, target, 0, target.length);
    }
}
