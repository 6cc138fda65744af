package org.stillpoint.equilibrium.internal.gradient;

import java.util.Arrays;
import org.stillpoint.api.Counter;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.numerics.dense.DenseLu;

/**
 * Solves adjoints (I - J') u = v by LU factors of I - J', sample after sample, until refinement by the defect no longer halves the
 * residual. A sample whose matrix is singular ends as stagnated.
 */
final class DirectAdjoint implements EquilibriumMethod {

    /** The most components: factors of a sample then take some seconds. */
    private static final int MOST = 2048;
    /** So many columns of a Jacobian matrix are computed side by side. */
    private static final int COLUMNS = 32;

    @Override
    public void solve(ActiveSamples samples) throws SolverException {
        int size = samples.size();
        if (size > MOST) {
            throw new SolverException("states of " + size + " components are too long for the direct adjoint; expected at most " + MOST
                    + ": choose another backward method");
        }
        double[] before = samples.panel(1);
        Matrix matrix = new Matrix(samples, (AdjointLayer) samples.layer);
        double[] defect = new double[size];
        boolean first = true;
        while (samples.evaluate()) {
            int lanes = samples.lanes();
            samples.proceed(size);
            for (int lane = 0; lane < lanes && samples.proceed(0); lane++) {
                if (!first && !(samples.residuals()[lane] <= before[lane] / 2) || !matrix.factorize(lane)) {
                    samples.retire(lane, Status.STAGNATED);
                    continue;
                }
                before[lane] = samples.residuals()[lane];
                for (int k = 0; k < size; k++) {
                    defect[k] = samples.images()[k * lanes + lane] - samples.states()[k * lanes + lane];
                }
                matrix.factors.solve(defect, 0, 1);
                for (int k = 0; k < size; k++) {
                    samples.states()[k * lanes + lane] += defect[k];
                }
            }
            first = false;
        }
    }

    /** I - J' of a sample. */
    private static final class Matrix {

        private final ActiveSamples samples;
        private final int size;
        private final int width;
        private final int rows;
        private final LayerKernel kernel;
        private final double[] tangents;
        private final double[] units;
        private final double[] images;
        private final DenseLu factors;

        Matrix(ActiveSamples samples, AdjointLayer layer) {
            this.samples = samples;
            size = samples.size();
            rows = layer.tangentSize();
            width = Math.min(COLUMNS, size);
            kernel = layer.layer().kernel(width);
            tangents = new double[rows * width];
            units = new double[size * width];
            images = new double[size * width];
            factors = new DenseLu(size);
        }

        boolean factorize(int lane) {
            for (int k = 0; k < rows; k++) {
                Arrays.fill(tangents, k * width, (k + 1) * width, samples.drives()[k * samples.lanes() + lane]);
            }
            double[] matrix = factors.matrix();
            for (int from = 0; from < size; from += width) {
                int columns = Math.min(width, size - from);
                Arrays.fill(units, 0);
                for (int j = 0; j < columns; j++) {
                    units[(from + j) * width + j] = 1;
                }
                kernel.transposedProduct(tangents, units, width, images);
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j < columns; j++) {
                        matrix[i * size + from + j] = (i == from + j ? 1 : 0) - images[i * width + j];
                    }
                }
            }
            samples.session().count(Counter.FACTORISATIONS, 1);
            return factors.factorize();
        }
    }
}
