package org.stillpoint.numerics.internal;

/**
 * One implementation of all array kernels; {@link org.stillpoint.numerics.VectorKernels} says what each computes and checks the ranges.
 * One call handles a whole array, and the set in use is a constant of the virtual machine, so the call is direct.
 */
public interface KernelSet {

    String description();

    void exp(double[] x, int xOffset, double[] result, int resultOffset, int length);

    void log(double[] x, int xOffset, double[] result, int resultOffset, int length);

    void tanh(double[] x, int xOffset, double[] result, int resultOffset, int length);

    void sigmoid(double[] x, int xOffset, double[] result, int resultOffset, int length);

    void softplus(double[] x, int xOffset, double[] result, int resultOffset, int length);

    double sumOfExp(double[] x, int xOffset, double shift, int length);

    void exp(float[] x, int xOffset, float[] result, int resultOffset, int length);

    void tanh(float[] x, int xOffset, float[] result, int resultOffset, int length);

    void sigmoid(float[] x, int xOffset, float[] result, int resultOffset, int length);

    double dot(double[] x, int xOffset, double[] y, int yOffset, int length);

    float dot(float[] x, int xOffset, float[] y, int yOffset, int length);

    double squaredDistance(double[] x, int xOffset, double[] y, int yOffset, int length);

    double sum(double[] x, int xOffset, int length);

    double norm1(double[] x, int xOffset, int length);

    double maxAbs(double[] x, int xOffset, int length);

    double max(double[] x, int xOffset, int length);

    double maxDifference(double[] x, int xOffset, double[] y, int yOffset, int length);

    void axpy(double alpha, double[] x, int xOffset, double[] y, int yOffset, int length);

    void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length);

    void axpby(double alpha, double[] x, int xOffset, double beta, double[] y, int yOffset, int length);

    void scale(double alpha, double[] x, int xOffset, double[] result, int resultOffset, int length);

    void shift(double alpha, double[] x, int xOffset, double[] result, int resultOffset, int length);

    void clip(double[] x, int xOffset, double[] lower, int lowerOffset, double[] upper, int upperOffset,
            double[] result, int resultOffset, int length);
}
