package org.stillpoint.halpern.internal.saddle;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.MatrixField;
import org.stillpoint.api.problem.SaddleFunctions;
import org.stillpoint.api.problem.SaddleProblem;
import org.stillpoint.testing.TestContext;

/** Saddle problems of tests, and contexts that know the functions they need. */
final class SaddleProblems {

    static final ConvexSet WHOLE = new ConvexSet.WholeSpace();

    private SaddleProblems() {
    }

    static TestContext context() {
        return new TestContext().function(QuadraticSaddleFactory.NAME, new QuadraticSaddleFactory())
                .function(LeastSquaresSaddleFactory.NAME, new LeastSquaresSaddleFactory());
    }

    /** x'P x / 2 + p'x + y'K x - y'Q y / 2 - q'y. */
    static SaddleProblem quadratic(double[][] p, double[] primalVector, double[][] k, double[][] q, double[] dualVector,
            ConvexSet primalSet, ConvexSet dualSet, double[] x, double[] y) {
        DataRecord.Builder parameters = DataRecord.of("parameters", 1).doubles(QuadraticSaddleFactory.PRIMAL_VECTOR, primalVector)
                .doubles(QuadraticSaddleFactory.DUAL_VECTOR, dualVector);
        MatrixField.write(parameters, QuadraticSaddleFactory.PRIMAL_MATRIX, new DMatrixRMaj(p));
        MatrixField.write(parameters, QuadraticSaddleFactory.COUPLING, new DMatrixRMaj(k));
        MatrixField.write(parameters, QuadraticSaddleFactory.DUAL_MATRIX, new DMatrixRMaj(q));
        return new SaddleProblem(QuadraticSaddleFactory.NAME, parameters.build(), primalSet, dualSet, x, y);
    }

    /** a x^2 / 2 + c x y - b y^2 / 2 from (1, 1). */
    static SaddleProblem plane(double a, double c, double b, ConvexSet set) {
        return quadratic(new double[][] {{a}}, new double[1], new double[][] {{c}}, new double[][] {{b}}, new double[1], set, set,
                new double[] {1}, new double[] {1});
    }

    /** A step from 0 to 1 in the middle with a ripple, denoised: ||x - b||^2 / 2 + w (sum of |x_{i+1} - x_i|). */
    static SaddleProblem denoising(int length, double weight) {
        double[] observations = new double[length];
        DMatrixRMaj differences = new DMatrixRMaj(length - 1, length);
        for (int i = 0; i < length; i++) {
            observations[i] = (i < length / 2 ? 0 : 1) + 0.1 * Math.cos(3.0 * i);
            if (i > 0) {
                differences.set(i - 1, i, 1);
                differences.set(i - 1, i - 1, -1);
            }
        }
        DataRecord.Builder parameters = DataRecord.of("parameters", 1).doubles(LeastSquaresSaddleFactory.OBSERVATIONS, observations);
        MatrixField.write(parameters, LeastSquaresSaddleFactory.COUPLING, differences);
        return new SaddleProblem(LeastSquaresSaddleFactory.NAME, parameters.build(), WHOLE, cube(length - 1, weight), new double[length],
                new double[length - 1]);
    }

    static ConvexSet cube(int dimension, double radius) {
        double[] lower = new double[dimension];
        double[] upper = new double[dimension];
        Arrays.fill(lower, -radius);
        Arrays.fill(upper, radius);
        return new ConvexSet.Box(lower, upper);
    }

    static SaddleProblem named(ConvexSet primalSet, ConvexSet dualSet, double[] x, double[] y) {
        return new SaddleProblem("functions", DataRecord.of("parameters", 1).build(), primalSet, dualSet, x, y);
    }

    /** The slope of log(values) over log(places) by least squares. */
    static double slope(double[] places, double[] values) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < places.length; i++) {
            meanX += Math.log(places[i]) / places.length;
            meanY += Math.log(values[i]) / places.length;
        }
        double above = 0;
        double below = 0;
        for (int i = 0; i < places.length; i++) {
            double x = Math.log(places[i]) - meanX;
            above += x * (Math.log(values[i]) - meanY);
            below += x * x;
        }
        return above / below;
    }

    /** Functions whose gradients all have one value, of one variable each. */
    static SaddleFunctions constantGradients(double gradient) {
        return new OneByOne((x, y) -> gradient, (x, y) -> 0, (x, y) -> 0, y -> y);
    }

    /** A function of x and y. */
    interface Slope {

        double at(double x, double y);
    }

    /** A function of y. */
    interface DualSlope {

        double at(double y);
    }

    /** Functions of one variable each by their derivatives; the smoothness constants are 1, and g is y^2 / 2 for the constants. */
    record OneByOne(Slope f, Slope phiX, Slope phiY, DualSlope g) implements SaddleFunctions {

        @Override
        public int primalDimension() {
            return 1;
        }

        @Override
        public int dualDimension() {
            return 1;
        }

        @Override
        public double primal(double[] x) {
            return Double.NaN;
        }

        @Override
        public void primalGradient(double[] x, double[] result) {
            result[0] = f.at(x[0], 0);
        }

        @Override
        public double coupling(double[] x, double[] y) {
            return Double.NaN;
        }

        @Override
        public void couplingPrimalGradient(double[] x, double[] y, double[] result) {
            result[0] = phiX.at(x[0], y[0]);
        }

        @Override
        public void couplingDualGradient(double[] x, double[] y, double[] result) {
            result[0] = phiY.at(x[0], y[0]);
        }

        @Override
        public double dual(double[] y) {
            return Double.NaN;
        }

        @Override
        public void dualGradient(double[] y, double[] result) {
            result[0] = g.at(y[0]);
        }
    }
}
