package org.stillpoint.equilibrium.internal.gradient;

import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/** Problems with which solvers of gradients check themselves. */
public final class SelfCheck {

    private SelfCheck() {
    }

    /** Two units that contract by about a half, three inputs. */
    public static EquilibriumGradientProblem contraction() {
        return problem(.5, -.3, .2, .4);
    }

    /** The same with a symmetric weight matrix. */
    public static EquilibriumGradientProblem symmetric() {
        return problem(.5, -.3, -.3, .4);
    }

    /** Two units with these weights, three inputs. */
    static EquilibriumGradientProblem problem(double... weight) {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, 2, 2))
                .array("input_weight", new NamedArray(new double[] {1, -.5, .25, .75}, 2, 2)).doubles("bias", new double[] {.1, -.2})
                .text("activation", "tanh").build();
        Samples inputs = new Samples(new double[] {.5, -1, 0, 2, 1.5, .3}, 3, 2);
        return new EquilibriumGradientProblem(EquilibriumProblem.of(StandardLayer.DENSE, parameters, inputs),
                new Samples(new double[] {1, 0, -.5, 2, .3, .3}, 3, 2));
    }
}
