package org.stillpoint.recurrence.internal.newton;

import org.stillpoint.api.problem.recurrence.DifferentiableCell;
import org.stillpoint.api.problem.recurrence.JacobianStructure;

/** A cell whose components depend on each other in groups: h_p' = tanh(sum over q of w_pq h_q + x). */
record BlockCell(int parts, int part) implements DifferentiableCell {

    private static double weight(int p, int q) {
        return p == q ? 0.4 : 0.3 * Math.cos(3 * p + 5 * q);
    }

    @Override
    public int stateSize() {
        return parts * part;
    }

    @Override
    public int inputSize() {
        return 1;
    }

    @Override
    public void step(double[] state, double[] input, double[] next) {
        for (int p = 0; p < parts; p++) {
            for (int i = 0; i < part; i++) {
                double sum = input[0];
                for (int q = 0; q < parts; q++) {
                    sum += weight(p, q) * state[q * part + i];
                }
                next[p * part + i] = Math.tanh(sum);
            }
        }
    }

    @Override
    public JacobianStructure jacobianStructure() {
        return new JacobianStructure(parts);
    }

    @Override
    public void jacobian(double[] state, double[] input, double[] jacobian) {
        double[] next = new double[parts * part];
        step(state, input, next);
        for (int p = 0; p < parts; p++) {
            for (int q = 0; q < parts; q++) {
                for (int i = 0; i < part; i++) {
                    double value = next[p * part + i];
                    jacobian[(p * parts + q) * part + i] = (1 - value * value) * weight(p, q);
                }
            }
        }
    }
}
