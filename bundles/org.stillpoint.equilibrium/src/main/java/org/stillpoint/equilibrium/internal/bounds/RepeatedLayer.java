package org.stillpoint.equilibrium.internal.bounds;

import org.stillpoint.api.problem.equilibrium.Activation;

/**
 * The layer s(W z + U x + b), evaluated several times from a state on.
 *
 * @param size the number of components of a state
 * @param inputs the number of components of an input
 * @param weight W, row by row
 * @param inputWeight U, row by row; the identity where the layer adds the input
 * @param bias b
 * @param activation s
 * @param steps how often
 */
record RepeatedLayer(int size, int inputs, double[] weight, double[] inputWeight, double[] bias, Activation activation, int steps) {

    /** Evaluates the layer that often, and the Jacobian of the result by the state, row by row. */
    void evaluate(double[] state, double[] input, double[] jacobian) {
        double[] z = state.clone();
        double[] t = new double[size];
        double[] product = new double[size * size];
        for (int step = 0; step < steps; step++) {
            for (int i = 0; i < size; i++) {
                t[i] = before(i, z, input);
            }
            if (step == 0) {
                System.arraycopy(weight, 0, product, 0, product.length);
            } else {
                MatrixNorms.multiply(weight, jacobian, size, product);
            }
            for (int i = 0; i < size; i++) {
                z[i] = Relaxation.value(activation, t[i]);
                double slope = Relaxation.slope(activation, t[i]);
                for (int j = 0; j < size; j++) {
                    jacobian[i * size + j] = slope * product[i * size + j];
                }
            }
        }
    }

    /** (W z + U x + b)_i. */
    double before(int i, double[] z, double[] x) {
        double sum = bias[i];
        for (int j = 0; j < size; j++) {
            sum += weight[i * size + j] * z[j];
        }
        for (int j = 0; j < inputs; j++) {
            sum += inputWeight[i * inputs + j] * x[j];
        }
        return sum;
    }
}
