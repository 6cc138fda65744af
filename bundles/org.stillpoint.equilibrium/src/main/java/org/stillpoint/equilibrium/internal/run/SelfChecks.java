package org.stillpoint.equilibrium.internal.run;

import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/** Small problems by which hosts try solvers out. */
public final class SelfChecks {

    private SelfChecks() {
    }

    /** Three units with typed-in weights and two inputs, four samples. */
    public static EquilibriumProblem threeUnits() {
        double[] weight = {.5, -.8, .2, .7, .4, -.3, -.1, .6, .3};
        double[] input = {1, .5, -.5, 1, .3, -.2};
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, 3, 3))
                .array("input_weight", new NamedArray(input, 3, 2)).text("activation", "tanh").build();
        return EquilibriumProblem.of(StandardLayer.DENSE, parameters, new Samples(new double[] {.5, -1, 0, 2, 1.5, .3, -.2, -.7}, 4, 2));
    }
}
