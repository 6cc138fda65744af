package org.stillpoint.transport.internal.kernel;

/** Sweeps over any soft minimum, in logarithms. */
public final class LogarithmicSweeps extends SinkhornSweeps {

    private final SoftMinimum costs;
    private final Watch watch;
    private final double[] sourceMinima;
    private final double[] kernelF;

    /**
     * Sweeps from potentials that are zero.
     *
     * @param mass the mass of the plan; NaN where it has none
     * @param watch asked before every half of a sweep
     */
    public LogarithmicSweeps(SoftMinimum costs, MarginalSteps source, MarginalSteps target, double mass, Watch watch) {
        super(source, target, mass);
        this.costs = costs;
        this.watch = watch;
        sourceMinima = new double[costs.sources()];
        kernelF = new double[costs.sources()];
    }

    @Override
    protected void prepare() {
    }

    @Override
    protected double stepSources() {
        if (!mayGoOn()) {
            return Double.NaN;
        }
        costs.overTargets(kernelG, epsilon(), sourceMinima);
        double error = 0;
        for (int i = 0; i < f.length; i++) {
            double marginal = Math.exp((f[i] + source.offset(i) - sourceMinima[i]) / epsilon());
            error += source.error(i, f[i], marginal);
            nextF[i] = source.step(i, f[i], sourceMinima[i]);
        }
        return error;
    }

    @Override
    protected void acceptSources() {
        System.arraycopy(nextF, 0, f, 0, f.length);
    }

    @Override
    protected boolean findSoftMinima() {
        if (!mayGoOn()) {
            return false;
        }
        overSources(isSymmetric() ? f : nextF, softMinima);
        return true;
    }

    private void overSources(double[] potentials, double[] result) {
        for (int i = 0; i < kernelF.length; i++) {
            kernelF[i] = potentials[i] + source.offset(i);
        }
        costs.overSources(kernelF, epsilon(), result);
    }

    private boolean mayGoOn() {
        if (!interrupted() && !watch.goOn()) {
            interrupt();
        }
        return !interrupted();
    }

    @Override
    protected void targetMoved() {
    }

    @Override
    protected void translated(double t) {
    }

    @Override
    public double measuredError() {
        if (!mayGoOn()) {
            return Double.NaN;
        }
        double[] rowSums = new double[f.length];
        double[] columnSums = new double[g.length];
        costs.overTargets(kernelG, epsilon(), rowSums);
        for (int i = 0; i < f.length; i++) {
            rowSums[i] = Math.exp((f[i] + source.offset(i) - rowSums[i]) / epsilon());
        }
        if (!mayGoOn()) {
            return Double.NaN;
        }
        overSources(f, columnSums);
        for (int j = 0; j < g.length; j++) {
            columnSums[j] = Math.exp((kernelG[j] - columnSums[j]) / epsilon());
        }
        return errorOf(rowSums, columnSums);
    }
}
