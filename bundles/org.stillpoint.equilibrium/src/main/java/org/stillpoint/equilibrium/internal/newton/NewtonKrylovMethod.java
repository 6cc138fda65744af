package org.stillpoint.equilibrium.internal.newton;

import org.stillpoint.api.SolverException;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;

/**
 * Newton's method with GMRES for all samples, see {@link NewtonKrylovSolver}.
 *
 * @param memory the most products with the derivative for one step
 */
public record NewtonKrylovMethod(int memory) implements EquilibriumMethod {

    @Override
    public void solve(ActiveSamples samples) throws SolverException {
        samples.layer.requireDerivatives();
        new NewtonIteration(samples, memory).run();
    }
}
