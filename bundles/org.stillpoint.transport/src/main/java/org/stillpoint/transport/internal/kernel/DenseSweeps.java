package org.stillpoint.transport.internal.kernel;

import java.util.Arrays;
import org.stillpoint.numerics.VectorKernels;

/**
 * Sweeps over a matrix of costs, as scalings of a matrix with absorption:
 *
 * <pre>
 *   K_ij = exp((F0_i + G0_j - C_ij) / epsilon),   F = F0 + epsilon log u,   G = G0 + epsilon log v,
 *   S_i = F0_i - epsilon log (K v)_i,             T_j = G0_j - epsilon log (K'u)_j.
 * </pre>
 *
 * <p>One pass over K makes both products: a row is multiplied by v, its new u follows, and while the row is at hand it is added to the sums
 * of K'u. After a start F0 and G0 are the least costs left, F0_i = min over j of C_ij - G_j and G0_j = min over i of C_ij - F0_i, so that
 * every row and every column of K has the largest entry 1, however small epsilon is. When scalings have gone far from 1 they are absorbed
 * into F0 and G0 (Schmitzer: Stabilized sparse scaling algorithms for entropy regularized transport problems, 2019, arXiv:1610.06519).
 * Where a product leaves the safe range of numbers none the less, its soft minimum is computed from the costs.
 */
public final class DenseSweeps extends SinkhornSweeps {

    /** Products in this range have lost nothing to underflow: entries that did are smaller by a factor of 1e-80 at least. */
    private static final double LEAST_PRODUCT = 1e-180;
    private static final double LARGEST_PRODUCT = 1e250;
    /** The logarithm of scalings at which they are absorbed, and at which they can be used no more. */
    private static final double FAR = 80;
    private static final double TOO_FAR = 110;

    private final DenseRows rows;
    private final int targets;
    /** Null before the first start. */
    private double[] kernel;
    private final double[] baseF;
    private final double[] baseG;
    private double[] u;
    private double[] nextU;
    private final double[] v;
    private final DenseRows.RowTask sweepTask = this::sweepRow;
    /** Set by any thread during a pass. */
    private boolean far;
    private boolean tooFar;

    /**
     * Sweeps from potentials that are zero; the matrix takes as much memory as the costs.
     *
     * @param mass the mass of the plan; NaN where it has none
     */
    public DenseSweeps(DenseRows rows, MarginalSteps source, MarginalSteps target, double mass) {
        super(source, target, mass);
        this.rows = rows;
        targets = rows.targets();
        baseF = new double[rows.sources()];
        baseG = new double[targets];
        u = new double[rows.sources()];
        nextU = new double[rows.sources()];
        v = new double[targets];
    }

    @Override
    public void resume() {
        super.resume();
        rows.resume();
    }

    @Override
    protected void prepare() {
        rows.leastCosts(kernelG, baseF, baseG);
        for (int i = 0; i < u.length; i++) {
            u[i] = Math.exp((f[i] + source.offset(i) - baseF[i]) / epsilon());
        }
        computeKernel();
        targetMoved();
    }

    private void absorb() {
        for (int i = 0; i < u.length; i++) {
            baseF[i] = f[i] + source.offset(i);
        }
        System.arraycopy(kernelG, 0, baseG, 0, targets);
        Arrays.fill(u, 1);
        Arrays.fill(v, 1);
        computeKernel();
    }

    private void computeKernel() {
        far = false;
        tooFar = false;
        if (!rows.interrupted()) {
            kernel = kernel == null ? new double[rows.costs().length] : kernel;
            rows.kernel(baseF, baseG, epsilon(), kernel);
        }
        if (rows.interrupted()) {
            interrupt();
        }
    }

    @Override
    protected double stepSources() {
        if (far) {
            absorb();
        }
        double error = interrupted() ? Double.NaN : rows.run(sweepTask, 0);
        if (rows.interrupted()) {
            interrupt();
        }
        return error;
    }

    private double sweepRow(int row, double[] columns, int offset, double[] room) {
        int start = row * targets;
        double product = VectorKernels.dot(kernel, start, v, 0, targets);
        boolean safe = product >= LEAST_PRODUCT && product <= LARGEST_PRODUCT;
        double error;
        double logarithm;
        if (safe && source.isPlainScaling()) {
            double weight = source.weights()[row];
            error = Math.abs(u[row] * product - weight);
            nextU[row] = weight / product;
            logarithm = Math.log(nextU[row]);
            nextF[row] = baseF[row] + epsilon() * logarithm - source.offset(row);
        } else {
            double softMinimum = safe ? baseF[row] - epsilon() * Math.log(product)
                    : rows.overTargets(row, kernelG, epsilon(), room, offset);
            double kernelPotential = f[row] + source.offset(row);
            error = source.error(row, f[row], Math.exp((kernelPotential - softMinimum) / epsilon()));
            nextF[row] = source.step(row, f[row], softMinimum);
            logarithm = (nextF[row] + source.offset(row) - baseF[row]) / epsilon();
            nextU[row] = Math.exp(logarithm);
        }
        if (!(Math.abs(logarithm) < FAR)) {
            far = true;
            tooFar |= !(logarithm < TOO_FAR);
        }
        VectorKernels.axpy(isSymmetric() ? u[row] : nextU[row], kernel, start, columns, offset, targets);
        return error;
    }

    @Override
    protected void acceptSources() {
        System.arraycopy(nextF, 0, f, 0, f.length);
        double[] former = u;
        u = nextU;
        nextU = former;
    }

    @Override
    protected boolean findSoftMinima() {
        rows.columnSums(softMinima);
        boolean safe = !tooFar;
        for (int j = 0; j < targets; j++) {
            safe &= softMinima[j] >= LEAST_PRODUCT && softMinima[j] <= LARGEST_PRODUCT;
        }
        if (safe) {
            VectorKernels.log(softMinima, 0, softMinima, 0, targets);
            VectorKernels.axpby(1, baseG, 0, -epsilon(), softMinima, 0, targets);
            return true;
        }
        double[] potentials = isSymmetric() ? f : nextF;
        double[] kernelF = new double[potentials.length];
        for (int i = 0; i < kernelF.length; i++) {
            kernelF[i] = potentials[i] + source.offset(i);
        }
        rows.overSources(kernelF, epsilon(), softMinima);
        if (rows.interrupted()) {
            interrupt();
        }
        return !interrupted();
    }

    @Override
    protected void targetMoved() {
        double rate = 1 / epsilon();
        for (int j = 0; j < targets; j++) {
            v[j] = (kernelG[j] - baseG[j]) * rate;
            far |= !(Math.abs(v[j]) < FAR);
        }
        VectorKernels.exp(v, 0, v, 0, targets);
    }

    @Override
    protected void translated(double t) {
        for (int i = 0; i < baseF.length; i++) {
            baseF[i] += t;
        }
        for (int j = 0; j < targets; j++) {
            baseG[j] -= t;
        }
    }

    @Override
    public double measuredError() {
        double[] rowSums = new double[f.length];
        double[] columnSums = new double[targets];
        rows.marginals(kernelF(), kernelG, epsilon(), rowSums, columnSums, null);
        if (rows.interrupted()) {
            interrupt();
            return Double.NaN;
        }
        return errorOf(rowSums, columnSums);
    }
}
