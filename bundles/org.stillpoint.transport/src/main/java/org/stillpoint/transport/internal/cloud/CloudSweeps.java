package org.stillpoint.transport.internal.cloud;

import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.kernel.MarginalSteps;
import org.stillpoint.transport.internal.kernel.SinkhornSweeps;
import org.stillpoint.transport.internal.kernel.Watch;

/**
 * Sweeps over clouds of points without a matrix, which ask whether to go on every few milliseconds. Where both marginals are exact, the
 * pass over the rows also tells how their masses spread over the tiles of columns, and an {@link Aggregation} of that corrects the
 * potentials over long distances, at no cost that counts.
 */
final class CloudSweeps extends SinkhornSweeps {

    private final Level level;
    private final HalfStep forward;
    private final HalfStep backward;
    private final Aggregation aggregation;
    private final Watch watch;
    private final double[] sourceMinima;
    private final double[] targetMinima;
    private final double[] kernelF;
    private final double[] logScales;

    /**
     * Sweeps from potentials that are zero.
     *
     * @param mass the mass of the plan; NaN where it has none
     * @param aggregate whether to correct over long distances where both marginals are exact
     */
    CloudSweeps(Level level, MarginalSteps source, MarginalSteps target, double mass, boolean aggregate, ThreadTeam team, Watch watch) {
        super(source, target, mass);
        this.level = level;
        this.watch = watch;
        forward = level.forward(team);
        backward = level.backward(team);
        boolean exact = source.kind() == MarginalRule.Kind.EXACT && target.kind() == MarginalRule.Kind.EXACT;
        aggregation = aggregate && exact ? new Aggregation(level.orderedSource(), level.orderedTarget()) : null;
        sourceMinima = new double[f.length];
        targetMinima = new double[g.length];
        kernelF = new double[f.length];
        logScales = new double[forward.chunks()];
    }

    /** Sets whether sums are in single precision where that is accurate enough. */
    void single(boolean wanted) {
        forward.single(wanted);
        backward.single(wanted);
    }

    /** The potentials tell the soft minima well enough for the first time: where marginals are exact they are soft minima themselves. */
    @Override
    protected void prepare() {
        if (!forward.isSeeded()) {
            forward.seed(guesses(source, f));
            backward.seed(guesses(target, g));
        }
    }

    private double[] guesses(MarginalSteps side, double[] potentials) {
        double[] guesses = new double[potentials.length];
        for (int i = 0; i < guesses.length; i++) {
            double weight = side.weights()[i];
            guesses[i] = potentials[i] + side.offset(i) - (weight > 0 ? epsilon() * Math.log(weight) : 0);
        }
        return guesses;
    }

    @Override
    protected double stepSources() {
        boolean aggregate = aggregation != null && !isSymmetric() && source.isPlainScaling();
        if (interrupted() || !forward.run(kernelG, epsilon(), sourceMinima, aggregate ? level.orderedSource() : null,
                aggregate ? aggregation.matrix() : null, aggregate ? aggregation.tilesOfGroup() : 1, watch::goOn)) {
            interrupt();
            return Double.NaN;
        }
        double error = 0;
        for (int i = 0; i < f.length; i++) {
            double marginal = Math.exp((f[i] + source.offset(i) - sourceMinima[i]) / epsilon());
            error += source.error(i, f[i], marginal);
            nextF[i] = source.step(i, f[i], sourceMinima[i]);
        }
        if (aggregate) {
            aggregation.solve(logScales, watch);
            int[] order = level.source().order();
            for (int place = 0; place < order.length; place++) {
                nextF[order[place]] += epsilon() * logScales[place / PointCloud.CHUNK];
            }
        }
        return error;
    }

    @Override
    protected void acceptSources() {
        System.arraycopy(nextF, 0, f, 0, f.length);
    }

    @Override
    protected boolean findSoftMinima() {
        return overSources(isSymmetric() ? f : nextF, softMinima);
    }

    private boolean overSources(double[] potentials, double[] result) {
        for (int i = 0; i < kernelF.length; i++) {
            kernelF[i] = potentials[i] + source.offset(i);
        }
        if (interrupted() || !backward.run(kernelF, epsilon(), result, null, null, 1, watch::goOn)) {
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
        if (interrupted() || !forward.run(kernelG, epsilon(), sourceMinima, null, null, 1, watch::goOn)) {
            interrupt();
            return Double.NaN;
        }
        if (!overSources(f, targetMinima)) {
            return Double.NaN;
        }
        for (int i = 0; i < f.length; i++) {
            sourceMinima[i] = Math.exp((kernelF[i] - sourceMinima[i]) / epsilon());
        }
        for (int j = 0; j < g.length; j++) {
            targetMinima[j] = Math.exp((kernelG[j] - targetMinima[j]) / epsilon());
        }
        return errorOf(sourceMinima, targetMinima);
    }
}
