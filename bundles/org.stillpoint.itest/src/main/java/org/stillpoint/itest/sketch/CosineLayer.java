package org.stillpoint.itest.sketch;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionInfo;

/** A user's layer: z = a cos z + x in each coordinate. */
@Component
@FunctionInfo(name = "sketch.cosine")
public final class CosineLayer implements EquilibriumSketch.Layer {

    @Override
    public void apply(double[] parameters, double[] input, double[] state, double[] result) {
        for (int i = 0; i < state.length; i++) {
            result[i] = parameters[0] * Math.cos(state[i]) + input[i];
        }
    }
}
