package org.stillpoint.recurrence.internal.diagnosis;

import org.stillpoint.api.problem.recurrence.JacobianStructure;

/** Multiplies vectors by Jacobian matrices as kernels give them for one lane. */
final class Tangent {

    private Tangent() {
    }

    /** result = J v. */
    static void multiply(JacobianStructure structure, double[] entries, double[] v, double[] result) {
        int blocks = structure.block();
        int length = v.length / blocks;
        for (int p = 0; p < blocks; p++) {
            for (int i = 0; i < length; i++) {
                double sum = 0;
                for (int q = 0; q < blocks; q++) {
                    sum += entries[(p * blocks + q) * length + i] * v[q * length + i];
                }
                result[p * length + i] = sum;
            }
        }
    }
}
