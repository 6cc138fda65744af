package org.stillpoint.equilibrium.internal.run;

import java.util.concurrent.atomic.AtomicReference;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.ResidualMeasure;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerFailure;

/** Solves the samples of a batch by a method: in groups, which the threads share out. */
public final class BatchSolve {

    /** About how many values a panel of states of a group has: some of them fit into the second-level cache. */
    private static final int GROUP_VALUES = 1 << 15;
    private static final int FEWEST_LANES = 16;
    private static final int MOST_LANES = 512;
    /** Below so many operations of an evaluation of the whole batch a second thread costs more than it brings. */
    private static final double WORTH_SHARING = 5e4;

    private BatchSolve() {
    }

    /**
     * Solves z = f(z, x) for each sample.
     *
     * @param inputs the inputs x, one row for each sample
     * @param starts the states to start from, one row for each sample; receives the states found
     * @return the states, in the array {@code starts}
     * @throws SolverException if the method does not treat the layer
     */
    public static EquilibriumStates solve(Layer layer, Samples inputs, double[] starts, ResidualMeasure measure, EquilibriumMethod method,
            Session session) throws SolverException {
        return solve(layer, inputs, starts, measure, method, new long[0], session);
    }

    /**
     * Solves as {@link #solve(Layer, Samples, double[], ResidualMeasure, EquilibriumMethod, Session)} does, with limits for each sample.
     *
     * @param limits the most evaluations of each sample; none for that of the session alone
     */
    public static EquilibriumStates solve(Layer layer, Samples inputs, double[] starts, ResidualMeasure measure, EquilibriumMethod method,
            long[] limits, Session session) throws SolverException {
        int count = inputs.count();
        int size = layer.shape().state();
        BatchResult result = new BatchResult(inputs, starts, size, limits);
        int most = Math.max(FEWEST_LANES, Math.min(MOST_LANES, GROUP_VALUES / size));
        int threads = layer.operations() * count < WORTH_SHARING ? 1 : session.parallelism();
        int groups = Math.min(count, Math.max((count + most - 1) / most, threads));
        if (groups > 1) {
            session.team().summon();
        }
        method.prepare(layer, inputs, starts, session);
        AtomicReference<SolverException> refusal = new AtomicReference<>();
        BatchResidual largest = new BatchResidual(groups);
        session.team().run(group -> {
            int from = (int) ((long) count * group / groups);
            int length = (int) ((long) count * (group + 1) / groups) - from;
            if (!session.proceed(0, Double.NaN)) {
                result.interrupt(from, length, session.interruption());
                return;
            }
            try {
                method.solve(new ActiveSamples(layer, session, measure, result, from, length, residual -> largest.update(group, residual)));
                largest.end(group);
            } catch (SolverException refused) {
                refusal.set(refused);
                session.abandon();
            } catch (LayerFailure failed) {
                refusal.set(failed.refusal());
                session.abandon();
            }
        }, groups, session::ask);
        if (refusal.get() != null) {
            throw refusal.get();
        }
        return result.states();
    }
}
