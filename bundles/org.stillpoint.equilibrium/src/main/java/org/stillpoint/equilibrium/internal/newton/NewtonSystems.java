package org.stillpoint.equilibrium.internal.newton;

import org.stillpoint.equilibrium.internal.linear.PanelMinimalResiduals;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;

/**
 * Solves the equations (I - t J) x = b of all samples by GMRES in step, with the derivative J of the layer at its last linearisation, of
 * which products with panels are all that is needed, and a factor t for each sample. Counts the products as evaluations of the samples that
 * they are for.
 */
public final class NewtonSystems {

    private final ActiveSamples samples;
    private final double[] tangents;
    private final double[] factors;
    private final PanelMinimalResiduals residuals;
    private final PanelMinimalResiduals.Product product = this::multiply;

    /**
     * A workspace.
     *
     * @param memory the most products for one solution
     */
    public NewtonSystems(ActiveSamples samples, int memory) {
        this.samples = samples;
        tangents = samples.panel(samples.layer.tangentSize());
        factors = new double[samples.capacity()];
        residuals = new PanelMinimalResiduals(samples.size(), memory, samples.capacity());
    }

    /** Where the layer is to be linearised into. */
    public double[] tangents() {
        return tangents;
    }

    /** The factors t, one for each lane. */
    public double[] factors() {
        return factors;
    }

    /**
     * Solves the equations.
     *
     * @param enough for each lane the norm of the residual that is good enough; infinity for lanes that ask for nothing
     * @param x receives the best x found; zeros where nothing was asked for, or a number was not finite
     */
    public void solve(double[] b, double[] enough, double[] x) {
        residuals.solve(product, b, enough, samples.lanes(), x, () -> samples.session().proceed(0, Double.NaN));
        samples.proceed(residuals.products());
    }

    /** For each lane the norm of the residual of the last solution. */
    public double[] residualNorms() {
        return residuals.residualNorms();
    }

    private void multiply(double[] x, int lanes, double[] result) {
        samples.kernel.product(tangents, x, lanes, result);
        for (int k = 0; k < samples.size(); k++) {
            int row = k * lanes;
            for (int lane = 0; lane < lanes; lane++) {
                result[row + lane] = x[row + lane] - factors[lane] * result[row + lane];
            }
        }
    }
}
