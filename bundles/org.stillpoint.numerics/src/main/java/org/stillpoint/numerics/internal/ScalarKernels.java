package org.stillpoint.numerics.internal;

/** The kernels as plain loops. They give the bits of the vector forms. */
public final class ScalarKernels implements KernelSet {

    @Override
    public String description() {
        return "scalar";
    }

    @Override
    public void exp(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = ScalarFunctions.exp(x[xOffset + i]);
        }
    }

    @Override
    public void log(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = ScalarFunctions.log(x[xOffset + i]);
        }
    }

    @Override
    public void tanh(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = ScalarFunctions.tanh(x[xOffset + i]);
        }
    }

    @Override
    public void sigmoid(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = ScalarFunctions.sigmoid(x[xOffset + i]);
        }
    }

    @Override
    public void softplus(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = ScalarFunctions.softplus(x[xOffset + i]);
        }
    }

    @Override
    public double sumOfExp(double[] x, int xOffset, double shift, int length) {
        return ScalarReductions.sumOfExp(x, xOffset, shift, length);
    }

    @Override
    public void exp(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = ScalarFloatFunctions.exp(x[xOffset + i]);
        }
    }

    @Override
    public void tanh(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = ScalarFloatFunctions.tanh(x[xOffset + i]);
        }
    }

    @Override
    public void sigmoid(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = ScalarFloatFunctions.sigmoid(x[xOffset + i]);
        }
    }

    @Override
    public double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
        return ScalarReductions.dot(x, xOffset, y, yOffset, length);
    }

    @Override
    public float dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        return ScalarFloatReductions.dot(x, xOffset, y, yOffset, length);
    }

    @Override
    public double squaredDistance(double[] x, int xOffset, double[] y, int yOffset, int length) {
        return ScalarReductions.squaredDistance(x, xOffset, y, yOffset, length);
    }

    @Override
    public double sum(double[] x, int xOffset, int length) {
        return ScalarReductions.sum(x, xOffset, length);
    }

    @Override
    public double norm1(double[] x, int xOffset, int length) {
        return ScalarReductions.norm1(x, xOffset, length);
    }

    @Override
    public double maxAbs(double[] x, int xOffset, int length) {
        double largest = 0;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, Math.abs(x[xOffset + i]));
        }
        return largest;
    }

    @Override
    public double max(double[] x, int xOffset, int length) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, x[xOffset + i]);
        }
        return largest;
    }

    @Override
    public double maxDifference(double[] x, int xOffset, double[] y, int yOffset, int length) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, x[xOffset + i] - y[yOffset + i]);
        }
        return largest;
    }

    @Override
    public void axpy(double alpha, double[] x, int xOffset, double[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] += alpha * x[xOffset + i];
        }
    }

    @Override
    public void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] += alpha * x[xOffset + i];
        }
    }

    @Override
    public void axpby(double alpha, double[] x, int xOffset, double beta, double[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = alpha * x[xOffset + i] + beta * y[yOffset + i];
        }
    }

    @Override
    public void scale(double alpha, double[] x, int xOffset, double[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = alpha * x[xOffset + i];
        }
    }

    @Override
    public void shift(double alpha, double[] x, int xOffset, double[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = x[xOffset + i] + alpha;
        }
    }

    @Override
    public void clip(double[] x, int xOffset, double[] lower, int lowerOffset, double[] upper, int upperOffset,
            double[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = Math.min(Math.max(x[xOffset + i], lower[lowerOffset + i]), upper[upperOffset + i]);
        }
    }
}
