package org.stillpoint.numerics.internal;

/**
 * The kernels on vector registers. Arrays shorter than one register go to the scalar twin. Loaded by name only, because linking it needs
 * the module {@code jdk.incubator.vector}.
 */
public final class SimdKernels implements KernelSet {

    private static final int LANES = SimdReductions.LANES;
    private static final int FLOAT_LANES = SimdFloats.LANES;

    private final ScalarKernels scalar = new ScalarKernels();

    @Override
    public String description() {
        return "vector, " + LANES * Double.SIZE + " bits";
    }

    @Override
    public void exp(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        if (length < LANES) {
            scalar.exp(x, xOffset, result, resultOffset, length);
        } else {
            SimdExponentials.exp(x, xOffset, result, resultOffset, length);
        }
    }

    @Override
    public void log(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        if (length < LANES) {
            scalar.log(x, xOffset, result, resultOffset, length);
        } else {
            SimdLogarithm.log(x, xOffset, result, resultOffset, length);
        }
    }

    @Override
    public void tanh(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        if (length < LANES) {
            scalar.tanh(x, xOffset, result, resultOffset, length);
        } else {
            SimdExponentials.tanh(x, xOffset, result, resultOffset, length);
        }
    }

    @Override
    public void sigmoid(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        if (length < LANES) {
            scalar.sigmoid(x, xOffset, result, resultOffset, length);
        } else {
            SimdExponentials.sigmoid(x, xOffset, result, resultOffset, length);
        }
    }

    @Override
    public double sumOfExp(double[] x, int xOffset, double shift, int length) {
        int blocked = length - length % LANES;
        double blocks = blocked == 0 ? 0 : SimdExponentials.sumOfExp(x, xOffset, shift, blocked);
        return blocks + scalar.sumOfExp(x, xOffset + blocked, shift, length - blocked);
    }

    @Override
    public void exp(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        if (length < FLOAT_LANES) {
            scalar.exp(x, xOffset, result, resultOffset, length);
        } else {
            SimdFloats.exp(x, xOffset, result, resultOffset, length);
        }
    }

    @Override
    public void tanh(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        if (length < FLOAT_LANES) {
            scalar.tanh(x, xOffset, result, resultOffset, length);
        } else {
            SimdFloats.tanh(x, xOffset, result, resultOffset, length);
        }
    }

    @Override
    public void sigmoid(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        if (length < FLOAT_LANES) {
            scalar.sigmoid(x, xOffset, result, resultOffset, length);
        } else {
            SimdFloats.sigmoid(x, xOffset, result, resultOffset, length);
        }
    }

    @Override
    public double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
        return SimdReductions.dot(x, xOffset, y, yOffset, length);
    }

    @Override
    public float dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        return SimdFloats.dot(x, xOffset, y, yOffset, length);
    }

    @Override
    public double squaredDistance(double[] x, int xOffset, double[] y, int yOffset, int length) {
        return SimdReductions.squaredDistance(x, xOffset, y, yOffset, length);
    }

    @Override
    public double sum(double[] x, int xOffset, int length) {
        return SimdReductions.sum(x, xOffset, length);
    }

    @Override
    public double norm1(double[] x, int xOffset, int length) {
        return SimdReductions.norm1(x, xOffset, length);
    }

    @Override
    public double maxAbs(double[] x, int xOffset, int length) {
        return SimdReductions.maxAbs(x, xOffset, length);
    }

    @Override
    public double max(double[] x, int xOffset, int length) {
        return SimdReductions.max(x, xOffset, length);
    }

    @Override
    public void axpy(double alpha, double[] x, int xOffset, double[] y, int yOffset, int length) {
        SimdUpdates.axpy(alpha, x, xOffset, y, yOffset, length);
    }

    @Override
    public void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length) {
        SimdFloats.axpy(alpha, x, xOffset, y, yOffset, length);
    }

    @Override
    public void axpby(double alpha, double[] x, int xOffset, double beta, double[] y, int yOffset, int length) {
        SimdUpdates.axpby(alpha, x, xOffset, beta, y, yOffset, length);
    }

    @Override
    public void scale(double alpha, double[] x, int xOffset, double[] result, int resultOffset, int length) {
        SimdUpdates.scale(alpha, x, xOffset, result, resultOffset, length);
    }

    @Override
    public void shift(double alpha, double[] x, int xOffset, double[] result, int resultOffset, int length) {
        SimdUpdates.shift(alpha, x, xOffset, result, resultOffset, length);
    }

    @Override
    public void clip(double[] x, int xOffset, double[] lower, int lowerOffset, double[] upper, int upperOffset,
            double[] result, int resultOffset, int length) {
        SimdUpdates.clip(x, xOffset, lower, lowerOffset, upper, upperOffset, result, resultOffset, length);
    }
}
