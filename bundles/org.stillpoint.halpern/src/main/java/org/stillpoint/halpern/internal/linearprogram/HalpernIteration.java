package org.stillpoint.halpern.internal.linearprogram;

/**
 * Reflected Halpern iteration of the primal-dual hybrid gradient operator T. With z = (x, y), anchor z0 and k iterations
 * since the anchor was set:
 *
 * <pre>
 *   Tz:   x^ = clip(x - tau (c - A'y), l, u),
 *         t  = y / sigma - A (2 x^ - x),     y^ = sigma (t - clip(t, -U, -L)),
 *   z_{k+1} = (k+1)/(k+2) (2 Tz - z) + 1/(k+2) z0.
 * </pre>
 *
 * Lu and Yang, 2407.16144; cuPDLPx, 2507.14051. One loop over the columns of A and one over its rows do all of it.
 *
 * <p>The fixed-point error is r = ||z_r - z|| in the norm in which T is averaged, with z_r = 2 Tz - z and d = z_r - z:
 * r^2 = omega ||dx||^2 + ||dy||^2 / omega + 2 eta dy'A dx. It is a norm only if eta ||A||_2 &lt;= 1.
 */
final class HalpernIteration {

    /** The point Tz, the one that counts. */
    final double[] xHat;
    final double[] yHat;
    /** The anchor. */
    final double[] xAnchor;
    final double[] yAnchor;
    /** The displacement Tz - z, once {@link #error} has been called. */
    final double[] xStep;
    final double[] yStep;

    private final ScaledProgram program;
    private final Workers workers;
    private final double[] x;
    private final double[] y;
    private final double[] xReflected;
    private final double[] yReflected;
    private final double[] products;
    private final Workers.Range primal = this::primal;
    private final Workers.Range dual = this::dual;
    private double tau;
    private double sigma;
    private long inner;

    /** Starts at a point, which is also the anchor. */
    HalpernIteration(ScaledProgram program, double[] x, double[] y, Workers workers) {
        this.program = program;
        this.workers = workers;
        this.x = x;
        this.y = y;
        xHat = x.clone();
        yHat = y.clone();
        xAnchor = x.clone();
        yAnchor = y.clone();
        xReflected = new double[x.length];
        yReflected = new double[y.length];
        xStep = new double[x.length];
        yStep = new double[y.length];
        products = new double[y.length];
    }

    /** The iterations since the last restart. */
    long inner() {
        return inner;
    }

    /** One iteration with these step sizes. */
    void step(double primalStep, double dualStep) {
        tau = primalStep;
        sigma = dualStep;
        workers.run(primal, program.columnStarts, program.columns);
        workers.run(dual, program.rowStarts, program.rows);
        inner++;
    }

    /** The square of the fixed-point error r, negative if the step size is too large. */
    double squaredError(double omega, double eta) {
        double primalSquare = 0;
        for (int column = 0; column < xStep.length; column++) {
            double step = xReflected[column] - xHat[column];
            xStep[column] = step;
            primalSquare += step * step;
        }
        program.multiply(xStep, products);
        double dualSquare = 0;
        double coupling = 0;
        for (int row = 0; row < yStep.length; row++) {
            double step = yReflected[row] - yHat[row];
            yStep[row] = step;
            dualSquare += step * step;
            coupling += step * products[row];
        }
        double separate = omega * primalSquare + dualSquare / omega;
        double square = 4 * (separate + 2 * eta * coupling);
        return square < 0 && square > -1e-14 * separate ? 0 : square;
    }

    /** Makes the point Tz the iterate and the anchor. */
    void restart() {
        restart(xHat, yHat);
    }

    /** Makes a point the iterate and the anchor. */
    void restart(double[] xStart, double[] yStart) {
        copy(xStart, x);
        copy(xStart, xHat);
        copy(xStart, xAnchor);
        copy(yStart, y);
        copy(yStart, yHat);
        copy(yStart, yAnchor);
        inner = 0;
    }

    private static void copy(double[] source, double[] target) {
        if (source != target) {
            System.arraycopy(source, 0, target, 0, target.length);
        }
    }

    private void primal(int from, int to) {
        int[] starts = program.columnStarts;
        int[] rows = program.rowIndices;
        double[] values = program.columnValues;
        double[] costs = program.objective;
        double[] lower = program.columnLower;
        double[] upper = program.columnUpper;
        double[] dualPoint = y;
        double step = tau;
        double anchored = 1.0 / (inner + 2);
        double kept = 1 - anchored;
        for (int column = from; column < to; column++) {
            double product = 0;
            for (int k = starts[column], end = starts[column + 1]; k < end; k++) {
                product += values[k] * dualPoint[rows[k]];
            }
            double old = x[column];
            double moved = old - step * (costs[column] - product);
            double clipped = moved < lower[column] ? lower[column] : moved > upper[column] ? upper[column] : moved;
            double reflected = 2 * clipped - old;
            xHat[column] = clipped;
            xReflected[column] = reflected;
            x[column] = kept * reflected + anchored * xAnchor[column];
        }
    }

    private void dual(int from, int to) {
        int[] starts = program.rowStarts;
        int[] columns = program.columnIndices;
        double[] values = program.rowValues;
        double[] lower = program.rowLower;
        double[] upper = program.rowUpper;
        double[] point = xReflected;
        double step = sigma;
        double inverse = 1 / step;
        double anchored = 1.0 / (inner + 2);
        double kept = 1 - anchored;
        for (int row = from; row < to; row++) {
            double product = 0;
            for (int k = starts[row], end = starts[row + 1]; k < end; k++) {
                product += values[k] * point[columns[k]];
            }
            double old = y[row];
            double moved = old * inverse - product;
            double clipped = moved < -upper[row] ? -upper[row] : moved > -lower[row] ? -lower[row] : moved;
            double prox = step * (moved - clipped);
            double reflected = 2 * prox - old;
            yHat[row] = prox;
            yReflected[row] = reflected;
            y[row] = kept * reflected + anchored * yAnchor[row];
        }
    }
}
