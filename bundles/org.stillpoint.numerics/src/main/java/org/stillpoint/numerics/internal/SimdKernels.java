package org.stillpoint.numerics.internal;

/**
 * The kernels on vector registers, each of which takes over from its scalar twin when it is compiled. Arrays shorter than one register stay
 * with the twin. Loaded by name only, because linking it needs the module {@code jdk.incubator.vector}.
 */
public final class SimdKernels implements KernelSet {

    /** No register is longer, and asking for the length here would load the vector library before it is needed. */
    private static final int LANES = ScalarReductions.LANES;
    private static final int FLOAT_LANES = 2 * LANES;

    private final ScalarKernels scalar = new ScalarKernels();
    private final Takeover exp;
    private final Takeover log;
    private final Takeover tanh;
    private final Takeover sigmoid;
    private final Takeover softplus;
    private final Takeover sumOfExp;
    private final Takeover floatExp;
    private final Takeover floatTanh;
    private final Takeover floatSigmoid;
    private final Takeover dot;
    private final Takeover floatDot;
    private final Takeover squaredDistance;
    private final Takeover sum;
    private final Takeover norm1;
    private final Takeover maxAbs;
    private final Takeover max;
    private final Takeover maxDifference;
    private final Takeover axpy;
    private final Takeover floatAxpy;
    private final Takeover axpby;
    private final Takeover scale;
    private final Takeover shift;
    private final Takeover clip;

    /** Kernels that take over one by one. */
    public SimdKernels() {
        this(false);
    }

    /** With true, kernels that work on vector registers from the start. */
    SimdKernels(boolean immediate) {
        exp = new Takeover(VectorKernel.EXP, immediate);
        log = new Takeover(VectorKernel.LOG, immediate);
        tanh = new Takeover(VectorKernel.TANH, immediate);
        sigmoid = new Takeover(VectorKernel.SIGMOID, immediate);
        softplus = new Takeover(VectorKernel.SOFTPLUS, immediate);
        sumOfExp = new Takeover(VectorKernel.SUM_OF_EXP, immediate);
        floatExp = new Takeover(VectorKernel.FLOAT_EXP, immediate);
        floatTanh = new Takeover(VectorKernel.FLOAT_TANH, immediate);
        floatSigmoid = new Takeover(VectorKernel.FLOAT_SIGMOID, immediate);
        dot = new Takeover(VectorKernel.DOT, immediate);
        floatDot = new Takeover(VectorKernel.FLOAT_DOT, immediate);
        squaredDistance = new Takeover(VectorKernel.SQUARED_DISTANCE, immediate);
        sum = new Takeover(VectorKernel.SUM, immediate);
        norm1 = new Takeover(VectorKernel.NORM1, immediate);
        maxAbs = new Takeover(VectorKernel.MAX_ABS, immediate);
        max = new Takeover(VectorKernel.MAX, immediate);
        maxDifference = new Takeover(VectorKernel.MAX_DIFFERENCE, immediate);
        axpy = new Takeover(VectorKernel.AXPY, immediate);
        floatAxpy = new Takeover(VectorKernel.FLOAT_AXPY, immediate);
        axpby = new Takeover(VectorKernel.AXPBY, immediate);
        scale = new Takeover(VectorKernel.SCALE, immediate);
        shift = new Takeover(VectorKernel.SHIFT, immediate);
        clip = new Takeover(VectorKernel.CLIP, immediate);
    }

    @Override
    public String description() {
        return VectorKernel.fitsTheProcessor() ? "vector, " + SimdExponentials.LANES * Double.SIZE + " bits" : scalar.description();
    }

    @Override
    public void exp(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        boolean vector = length >= LANES && exp.ready(length);
        long started = exp.watch(length);
        if (vector) {
            SimdExponentials.exp(x, xOffset, result, resultOffset, length);
        } else {
            scalar.exp(x, xOffset, result, resultOffset, length);
        }
        exp.check(started, length, vector);
    }

    @Override
    public void log(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        boolean vector = length >= LANES && log.ready(length);
        long started = log.watch(length);
        if (vector) {
            SimdLogarithm.log(x, xOffset, result, resultOffset, length);
        } else {
            scalar.log(x, xOffset, result, resultOffset, length);
        }
        log.check(started, length, vector);
    }

    @Override
    public void tanh(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        boolean vector = length >= LANES && tanh.ready(length);
        long started = tanh.watch(length);
        if (vector) {
            SimdExponentials.tanh(x, xOffset, result, resultOffset, length);
        } else {
            scalar.tanh(x, xOffset, result, resultOffset, length);
        }
        tanh.check(started, length, vector);
    }

    @Override
    public void sigmoid(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        boolean vector = length >= LANES && sigmoid.ready(length);
        long started = sigmoid.watch(length);
        if (vector) {
            SimdExponentials.sigmoid(x, xOffset, result, resultOffset, length);
        } else {
            scalar.sigmoid(x, xOffset, result, resultOffset, length);
        }
        sigmoid.check(started, length, vector);
    }

    @Override
    public void softplus(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        if (length >= LANES && softplus.ready(length)) {
            SimdLogarithm.softplus(x, xOffset, result, resultOffset, length);
        } else {
            scalar.softplus(x, xOffset, result, resultOffset, length);
        }
    }

    @Override
    public double sumOfExp(double[] x, int xOffset, double shift, int length) {
        if (length < ScalarReductions.LANES || !sumOfExp.ready(length)) {
            return scalar.sumOfExp(x, xOffset, shift, length);
        }
        int blocked = length / ScalarReductions.LANES * ScalarReductions.LANES;
        return SimdExponentials.sumOfExp(x, xOffset, shift, blocked)
                + scalar.sumOfExp(x, xOffset + blocked, shift, length - blocked);
    }

    @Override
    public void exp(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        boolean vector = length >= FLOAT_LANES && floatExp.ready(length);
        long started = floatExp.watch(length);
        if (vector) {
            SimdFloats.exp(x, xOffset, result, resultOffset, length);
        } else {
            scalar.exp(x, xOffset, result, resultOffset, length);
        }
        floatExp.check(started, length, vector);
    }

    @Override
    public void tanh(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        boolean vector = length >= FLOAT_LANES && floatTanh.ready(length);
        long started = floatTanh.watch(length);
        if (vector) {
            SimdFloats.tanh(x, xOffset, result, resultOffset, length);
        } else {
            scalar.tanh(x, xOffset, result, resultOffset, length);
        }
        floatTanh.check(started, length, vector);
    }

    @Override
    public void sigmoid(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        boolean vector = length >= FLOAT_LANES && floatSigmoid.ready(length);
        long started = floatSigmoid.watch(length);
        if (vector) {
            SimdFloats.sigmoid(x, xOffset, result, resultOffset, length);
        } else {
            scalar.sigmoid(x, xOffset, result, resultOffset, length);
        }
        floatSigmoid.check(started, length, vector);
    }

    @Override
    public double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
        return dot.ready(length) ? SimdReductions.dot(x, xOffset, y, yOffset, length) : scalar.dot(x, xOffset, y, yOffset, length);
    }

    @Override
    public float dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        return floatDot.ready(length) ? SimdFloats.dot(x, xOffset, y, yOffset, length) : scalar.dot(x, xOffset, y, yOffset, length);
    }

    @Override
    public double squaredDistance(double[] x, int xOffset, double[] y, int yOffset, int length) {
        return squaredDistance.ready(length) ? SimdReductions.squaredDistance(x, xOffset, y, yOffset, length)
                : scalar.squaredDistance(x, xOffset, y, yOffset, length);
    }

    @Override
    public double sum(double[] x, int xOffset, int length) {
        return sum.ready(length) ? SimdReductions.sum(x, xOffset, length) : scalar.sum(x, xOffset, length);
    }

    @Override
    public double norm1(double[] x, int xOffset, int length) {
        return norm1.ready(length) ? SimdReductions.norm1(x, xOffset, length) : scalar.norm1(x, xOffset, length);
    }

    @Override
    public double maxAbs(double[] x, int xOffset, int length) {
        return maxAbs.ready(length) ? SimdReductions.maxAbs(x, xOffset, length) : scalar.maxAbs(x, xOffset, length);
    }

    @Override
    public double max(double[] x, int xOffset, int length) {
        return max.ready(length) ? SimdReductions.max(x, xOffset, length) : scalar.max(x, xOffset, length);
    }

    @Override
    public double maxDifference(double[] x, int xOffset, double[] y, int yOffset, int length) {
        return maxDifference.ready(length) ? SimdReductions.maxDifference(x, xOffset, y, yOffset, length)
                : scalar.maxDifference(x, xOffset, y, yOffset, length);
    }

    @Override
    public void axpy(double alpha, double[] x, int xOffset, double[] y, int yOffset, int length) {
        if (axpy.ready(length)) {
            SimdUpdates.axpy(alpha, x, xOffset, y, yOffset, length);
        } else {
            scalar.axpy(alpha, x, xOffset, y, yOffset, length);
        }
    }

    @Override
    public void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length) {
        if (floatAxpy.ready(length)) {
            SimdFloats.axpy(alpha, x, xOffset, y, yOffset, length);
        } else {
            scalar.axpy(alpha, x, xOffset, y, yOffset, length);
        }
    }

    @Override
    public void axpby(double alpha, double[] x, int xOffset, double beta, double[] y, int yOffset, int length) {
        if (axpby.ready(length)) {
            SimdUpdates.axpby(alpha, x, xOffset, beta, y, yOffset, length);
        } else {
            scalar.axpby(alpha, x, xOffset, beta, y, yOffset, length);
        }
    }

    @Override
    public void scale(double alpha, double[] x, int xOffset, double[] result, int resultOffset, int length) {
        if (scale.ready(length)) {
            SimdUpdates.scale(alpha, x, xOffset, result, resultOffset, length);
        } else {
            scalar.scale(alpha, x, xOffset, result, resultOffset, length);
        }
    }

    @Override
    public void shift(double alpha, double[] x, int xOffset, double[] result, int resultOffset, int length) {
        if (shift.ready(length)) {
            SimdUpdates.shift(alpha, x, xOffset, result, resultOffset, length);
        } else {
            scalar.shift(alpha, x, xOffset, result, resultOffset, length);
        }
    }

    @Override
    public void clip(double[] x, int xOffset, double[] lower, int lowerOffset, double[] upper, int upperOffset,
            double[] result, int resultOffset, int length) {
        if (clip.ready(length)) {
            SimdUpdates.clip(x, xOffset, lower, lowerOffset, upper, upperOffset, result, resultOffset, length);
        } else {
            scalar.clip(x, xOffset, lower, lowerOffset, upper, upperOffset, result, resultOffset, length);
        }
    }
}
