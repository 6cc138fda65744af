package org.stillpoint.equilibrium.internal.run;

import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.layer.Lanes;

/** Where the samples of a batch come from and go to; each one is written by one thread. */
final class BatchResult {

    /** From the best to the worst: the status of a batch is the worst of its samples. */
    private static final List<Status> ORDER = List.of(Status.CONVERGED, Status.ITERATION_LIMIT, Status.STAGNATED, Status.DIVERGED,
            Status.NONFINITE, Status.TIME_LIMIT, Status.CANCELLED);

    private final Samples inputs;
    private final int size;
    private final long[] limits;
    private final double[] states;
    private final double[] residuals;
    private final long[] evaluations;
    private final Status[] statuses;

    /**
     * A batch whose samples start from the rows of {@code states}, which receive the results.
     *
     * @param limits the most evaluations of each sample, or none
     */
    BatchResult(Samples inputs, double[] states, int size, long[] limits) {
        this.inputs = inputs;
        this.size = size;
        this.limits = limits;
        this.states = states;
        residuals = new double[inputs.count()];
        evaluations = new long[inputs.count()];
        statuses = new Status[inputs.count()];
    }

    Samples inputs() {
        return inputs;
    }

    double[] starts() {
        return states;
    }

    /** The most evaluations of a sample. */
    long limit(int sample) {
        return limits.length == 0 ? Long.MAX_VALUE : limits[sample];
    }

    /**
     * Takes states over.
     *
     * @param chosen the lanes of a panel that are done
     * @param count how many they are
     * @param samples the sample that each lane of the panel holds
     */
    void keep(double[] best, int[] chosen, int count, int lanes, int[] samples) {
        Lanes.rows(best, chosen, count, lanes, samples, states, size);
    }

    /** Says how a sample ended. */
    void finish(int sample, double residual, long spent, Status status) {
        residuals[sample] = Double.isInfinite(residual) ? Double.NaN : residual;
        evaluations[sample] = spent;
        statuses[sample] = status;
    }

    /** Gives samples that no thread has come to the status of the interruption. */
    void interrupt(int from, int count, Status status) {
        Arrays.fill(residuals, from, from + count, Double.NaN);
        Arrays.fill(statuses, from, from + count, status);
    }

    EquilibriumStates states() {
        return new EquilibriumStates(new Samples(states, inputs.count(), size), residuals, evaluations, List.of(statuses));
    }

    /** The worst status of samples. */
    static Status worst(List<Status> statuses) {
        return statuses.stream().max((first, second) -> Integer.compare(ORDER.indexOf(first), ORDER.indexOf(second))).orElseThrow();
    }
}
