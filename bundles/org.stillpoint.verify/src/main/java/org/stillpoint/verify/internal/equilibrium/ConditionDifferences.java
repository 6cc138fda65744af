package org.stillpoint.verify.internal.equilibrium;

import java.util.Random;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.equilibrium.ImplicitDerivativeProblem;
import org.stillpoint.api.problem.equilibrium.OptimalityMap;
import org.stillpoint.verify.internal.DirectionalDifferences;

/** Differences of the conditions F around a solution, along directions whose steps are in parts of the size of x and theta. */
final class ConditionDifferences {

    private static final int DIRECTIONS = 8;
    private static final double STEP = 1e-5;
    private static final double FLOOR = 1e-9;

    private final OptimalityMap map;
    private final double[] x;
    private final double[] theta;
    private final double solutionScale;
    private final double parameterScale;
    private final double tolerance;
    private final Random random = new Random(6);

    ConditionDifferences(ImplicitDerivativeProblem problem, OptimalityMap map, double tolerance) {
        this.map = map;
        this.tolerance = tolerance;
        x = problem.x();
        theta = problem.theta();
        solutionScale = scale(x);
        parameterScale = scale(theta);
    }

    private static double scale(double[] vector) {
        double largest = largest(vector);
        return largest > 0 ? largest : 1;
    }

    private static double largest(double[] vector) {
        double largest = 0;
        for (double value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double norm(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    /** The error that differences must not exceed. */
    double tolerance() {
        return tolerance;
    }

    double largestCondition() {
        return largest(conditions(new double[x.length], new double[theta.length], 0));
    }

    /** F at a distance along a direction in x and theta. */
    private double[] conditions(double[] direction, double[] parameterDirection, double distance) {
        double[] result = new double[x.length];
        map.apply(moved(x, direction, distance), moved(theta, parameterDirection, distance), result);
        return result;
    }

    private static double[] moved(double[] point, double[] direction, double distance) {
        double[] moved = point.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += distance * direction[i];
        }
        return moved;
    }

    /** A direction whose components are plus or minus the scale at random. */
    private double[] signs(int length, double scale) {
        double[] signs = new double[length];
        for (int i = 0; i < length; i++) {
            signs[i] = random.nextBoolean() ? scale : -scale;
        }
        return signs;
    }

    /** The worst error of a derivative of c'F along a line. */
    private double error(double expected, double length, double[] c, double[] direction, double[] parameterDirection)
            throws SolverException {
        return DirectionalDifferences.error(expected, length, tolerance, distance -> {
            double[] conditions = conditions(direction, parameterDirection, distance);
            double[] value = new double[2];
            for (int i = 0; i < conditions.length; i++) {
                value[0] += c[i] * conditions[i];
                value[1] += Math.abs(c[i] * conditions[i]);
            }
            return value;
        });
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    /** How far A'u is from v. */
    double adjointError(double[] adjoint, double[] cotangent) throws SolverException {
        double worst = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            double[] direction = signs(x.length, solutionScale);
            worst = Math.max(worst, error(dot(cotangent, direction), solutionScale * norm(cotangent), adjoint, direction,
                    new double[theta.length]));
        }
        return worst;
    }

    /** How far -B'u is from the gradient. */
    double gradientError(double[] adjoint, double[] gradient) throws SolverException {
        // Where the gradient is 0, differences are rounding.
        double length = parameterScale * Math.max(norm(gradient), FLOOR * norm(adjoint));
        double worst = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            double[] direction = signs(theta.length, parameterScale);
            worst = Math.max(worst, error(-dot(gradient, direction), length, adjoint, new double[x.length],
                    direction));
        }
        return worst;
    }

    /** How far A w + B t is from 0, relative to B t. */
    double derivativeError(double[] derivative, double[] tangent) throws SolverException {
        double length = Math.max(largest(derivative) / solutionScale, largest(tangent) / parameterScale);
        if (length == 0) {
            return 0;
        }
        double[] direction = moved(new double[x.length], derivative, 1 / length);
        double[] parameterDirection = moved(new double[theta.length], tangent, 1 / length);
        double[] still = new double[x.length];
        double[] up = conditions(still, parameterDirection, STEP);
        double[] down = conditions(still, parameterDirection, -STEP);
        double change = norm(moved(up, down, -1)) / (2 * STEP);
        double worst = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            worst = Math.max(worst, error(0, change, signs(x.length, 1), direction, parameterDirection));
        }
        return worst;
    }
}
