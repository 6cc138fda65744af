package org.stillpoint.api.problem.equilibrium;

import java.util.Locale;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.ParameterShapes;

/**
 * A function s of one variable that layers apply to each component. All are nondecreasing with derivatives up to 1, and so the proximal
 * operator of a convex function.
 */
public enum Activation {
    /** s(t) = t. */
    IDENTITY(1),
    /** s(t) = tanh t. */
    TANH(1),
    /** The logistic function s(t) = 1 / (1 + exp(-t)). */
    SIGMOID(.25),
    /** s(t) = max(0, t); its derivative at 0 is taken to be 0. */
    RELU(1),
    /** s(t) = log(1 + exp t). */
    SOFTPLUS(1),
    /** s(t) = min(max(0, t), 1); its derivatives at 0 and 1 are taken to be 0. */
    CLIP(1);

    /** The name of the parameter. */
    static final String FIELD = "activation";

    private final double lipschitz;

    Activation(double lipschitz) {
        this.lipschitz = lipschitz;
    }

    /** The name in problems. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The least Lipschitz constant, the supremum of the derivative. */
    public double lipschitz() {
        return lipschitz;
    }

    /**
     * The activation that the parameters of a layer name as {@code activation}.
     *
     * @throws DataException if it is missing or unknown
     */
    public static Activation of(DataRecord parameters) {
        return ParameterShapes.named(parameters, FIELD, values(), Activation::label);
    }
}
