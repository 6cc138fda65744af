package org.stillpoint.numerics.internal;

/** The kernels as plain loops over {@link Math}: the reference that the vector forms are held to. */
public final class ScalarKernels implements KernelSet {

    @Override
    public String description() {
        return "scalar";
    }

    @Override
    public void exp(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = Math.exp(x[xOffset + i]);
        }
    }

    @Override
    public void log(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = Math.log(x[xOffset + i]);
        }
    }

    @Override
    public void tanh(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = Math.tanh(x[xOffset + i]);
        }
    }

    @Override
    public void sigmoid(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = sigmoid(x[xOffset + i]);
        }
    }

    private static double sigmoid(double x) {
        double decay = Math.exp(-Math.abs(x));
        return (x < 0 ? decay : 1) / (1 + decay);
    }

    @Override
    public double sumOfExp(double[] x, int xOffset, double shift, int length) {
        double total = 0;
        for (int i = 0; i < length; i++) {
            total += Math.exp(x[xOffset + i] - shift);
        }
        return total;
    }

    @Override
    public void exp(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = (float) Math.exp(x[xOffset + i]);
        }
    }

    @Override
    public void tanh(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = (float) Math.tanh(x[xOffset + i]);
        }
    }

    @Override
    public void sigmoid(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = (float) sigmoid((double) x[xOffset + i]);
        }
    }

    @Override
    public double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i <= length - 4; i += 4) {
            sum0 += x[xOffset + i] * y[yOffset + i];
            sum1 += x[xOffset + i + 1] * y[yOffset + i + 1];
            sum2 += x[xOffset + i + 2] * y[yOffset + i + 2];
            sum3 += x[xOffset + i + 3] * y[yOffset + i + 3];
        }
        for (; i < length; i++) {
            sum0 += x[xOffset + i] * y[yOffset + i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    @Override
    public float dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = 0;
        for (; i <= length - 4; i += 4) {
            sum0 += x[xOffset + i] * y[yOffset + i];
            sum1 += x[xOffset + i + 1] * y[yOffset + i + 1];
            sum2 += x[xOffset + i + 2] * y[yOffset + i + 2];
            sum3 += x[xOffset + i + 3] * y[yOffset + i + 3];
        }
        for (; i < length; i++) {
            sum0 += x[xOffset + i] * y[yOffset + i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    @Override
    public double squaredDistance(double[] x, int xOffset, double[] y, int yOffset, int length) {
        double sum0 = 0;
        double sum1 = 0;
        int i = 0;
        for (; i <= length - 2; i += 2) {
            double difference0 = x[xOffset + i] - y[yOffset + i];
            double difference1 = x[xOffset + i + 1] - y[yOffset + i + 1];
            sum0 += difference0 * difference0;
            sum1 += difference1 * difference1;
        }
        if (i < length) {
            double difference = x[xOffset + i] - y[yOffset + i];
            sum0 += difference * difference;
        }
        return sum0 + sum1;
    }

    @Override
    public double sum(double[] x, int xOffset, int length) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i <= length - 4; i += 4) {
            sum0 += x[xOffset + i];
            sum1 += x[xOffset + i + 1];
            sum2 += x[xOffset + i + 2];
            sum3 += x[xOffset + i + 3];
        }
        for (; i < length; i++) {
            sum0 += x[xOffset + i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    @Override
    public double norm1(double[] x, int xOffset, int length) {
        double sum0 = 0;
        double sum1 = 0;
        int i = 0;
        for (; i <= length - 2; i += 2) {
            sum0 += Math.abs(x[xOffset + i]);
            sum1 += Math.abs(x[xOffset + i + 1]);
        }
        if (i < length) {
            sum0 += Math.abs(x[xOffset + i]);
        }
        return sum0 + sum1;
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
