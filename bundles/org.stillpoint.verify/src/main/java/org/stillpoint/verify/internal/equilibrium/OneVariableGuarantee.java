package org.stillpoint.verify.internal.equilibrium;

import static org.stillpoint.verify.internal.equilibrium.LinearGuarantee.text;

import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.ScalarMap;

/** What is known of the maps of one variable: bounds of their derivatives, and signs. */
final class OneVariableGuarantee {

    private OneVariableGuarantee() {
    }

    static void describe(EquilibriumProblem problem, Guarantee guarantee) {
        double[] inputs = problem.inputs().values();
        switch (ScalarMap.of(problem.parameters())) {
            case COSINE -> {
                double rho = Math.sin(1);
                guarantee.quantity("contraction", rho);
                guarantee.reason("all values lie in [-1, 1], where f contracts by sin 1",
                        (state, input, defect) -> Math.abs(state[0]) <= 1 ? Math.abs(defect[0]) / (1 - rho) : Double.POSITIVE_INFINITY);
            }
            case EXPONENTIAL -> {
                boolean nonnegative = true;
                for (double x : inputs) {
                    nonnegative &= x >= 0;
                }
                if (nonnegative) {
                    guarantee.reason("z - x exp(-z) grows by at least 1 in z, as no x is negative",
                            (state, input, defect) -> Math.abs(defect[0]));
                } else {
                    guarantee.remark("z exp(z) = x has up to two solutions for negative x, and none below -1/e");
                }
            }
            case KEPLER -> {
                double rho = 0;
                for (int sample = 0; sample < inputs.length; sample += 2) {
                    rho = Math.max(rho, Math.abs(inputs[sample + 1]));
                }
                kepler(rho, guarantee);
            }
            case SQUARE_ROOT -> guarantee.remark("both square roots of x are fixed points for positive x");
        }
    }

    private static void kepler(double eccentricity, Guarantee guarantee) {
        guarantee.quantity("contraction", eccentricity);
        if (eccentricity < 1) {
            guarantee.reason(text("f contracts by e = %.6g", eccentricity),
                    (state, input, defect) -> Math.abs(defect[0]) / (1 - eccentricity));
        } else {
            guarantee.remark("the eccentricity e is not below 1");
        }
    }
}
