package org.stillpoint.halpern.internal.presolve;

import java.util.List;
import org.stillpoint.halpern.internal.linearprogram.RangeProgram;

/**
 * A reduced linear program, and the way back: from its points, duals and rays to those of the original program, and for a warm
 * start the way there. All vectors handed in are left unchanged.
 */
public final class Presolved {

    private final RangeProgram original;
    private final RangeProgram reduced;
    private final Outcome outcome;
    private final List<Step> steps;
    private final int[] rows;
    private final int[] columns;
    private final double[] ray;

    Presolved(RangeProgram original, RangeProgram reduced, Outcome outcome, List<Step> steps, int[] rows, int[] columns, double[] ray) {
        this.original = original;
        this.reduced = reduced;
        this.outcome = outcome;
        this.steps = steps;
        this.rows = rows;
        this.columns = columns;
        this.ray = ray;
    }

    /** What presolving came to. */
    public Outcome outcome() {
        return outcome;
    }

    /** What is left of the program: the very object that was presolved if nothing was reduced. Only of use where the outcome is REDUCED. */
    public RangeProgram reduced() {
        return reduced;
    }

    /**
     * The evidence, in the original program: a Farkas ray (one value for each row) where infeasibility was detected, a direction
     * of recession (one value for each column) where unboundedness was. Empty where there is none: bounds that contradict each
     * other in the program itself need no ray. Not verified.
     */
    public double[] ray() {
        return ray.clone();
    }

    /**
     * The point of the original program that belongs to a point of the reduced one.
     *
     * <p>Within rounding, a point within its bounds is restored within bounds, the duality gap is kept, and what violates rows or
     * signs in the reduced program violates no more in the original one, except where a row was divided by a small entry.
     *
     * @param x one value for each column of the reduced program
     * @param y one dual for each of its rows
     */
    public Point postsolve(double[] x, double[] y) {
        double[] fullX = restorePrimal(steps, scatter(x, columns, original.columns()), false);
        double[] fullY = liftDual(y, reduced.reducedCosts(y), false);
        return new Point(fullX, fullY, original.reducedCosts(fullY));
    }

    /** The Farkas ray of the original program that belongs to one of the reduced program, one value for each row. */
    public double[] liftDualRay(double[] y) {
        return liftDual(y, reduced.reducedCosts(y, 0), true);
    }

    /** The direction of recession of the original program that belongs to one of the reduced program, one value for each column. */
    public double[] liftPrimalRay(double[] x) {
        return restorePrimal(steps, scatter(x, columns, original.columns()), true);
    }

    /** The point of the reduced program nearest in meaning to a point of the original one; not necessarily within bounds. */
    public double[] reducePoint(double[] x) {
        double[] full = x.clone();
        for (Step step : steps) {
            step.reducePrimal(full);
        }
        return gather(full, columns);
    }

    /** The duals of the reduced program nearest in meaning to duals of the original one; not necessarily of the right signs. */
    public double[] reduceDual(double[] y) {
        double[] full = y.clone();
        for (Step step : steps) {
            step.reduceDual(full);
        }
        return gather(full, rows);
    }

    private double[] liftDual(double[] y, double[] d, boolean asRay) {
        return restoreDual(steps, scatter(y, rows, original.rows()), scatter(d, columns, original.columns()), asRay);
    }

    static double[] restorePrimal(List<Step> steps, double[] x, boolean asRay) {
        for (int k = steps.size() - 1; k >= 0; k--) {
            steps.get(k).restorePrimal(x, asRay);
        }
        return x;
    }

    static double[] restoreDual(List<Step> steps, double[] y, double[] d, boolean asRay) {
        for (int k = steps.size() - 1; k >= 0; k--) {
            steps.get(k).restoreDual(y, d, asRay);
        }
        return y;
    }

    private static double[] scatter(double[] values, int[] places, int length) {
        if (values.length != places.length) {
            throw new IllegalArgumentException("expected " + places.length + " values, got " + values.length);
        }
        double[] full = new double[length];
        for (int k = 0; k < places.length; k++) {
            full[places[k]] = values[k];
        }
        return full;
    }

    private static double[] gather(double[] full, int[] places) {
        double[] values = new double[places.length];
        for (int k = 0; k < places.length; k++) {
            values[k] = full[places[k]];
        }
        return values;
    }
}
