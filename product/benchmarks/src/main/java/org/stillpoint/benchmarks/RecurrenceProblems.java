package org.stillpoint.benchmarks;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.numerics.random.RandomStream;

/** Recurrences of given sizes for benchmarks. */
final class RecurrenceProblems {

    /** How strongly a state acts on the next one. */
    enum Coupling {
        /** Differences shrink by about a half at each step. */
        WEAK("weak coupling", .5, .3, .4, 0),
        /** Differences shrink by about a fifth at each step. */
        STRONG("strong coupling", 1, -.8, .9, 0),
        /** The update gate is nearly closed: differences last for hundreds of steps. */
        SLOW("slow forgetting", 1, -.8, .9, -6);

        final String title;
        private final double update;
        private final double reset;
        private final double candidate;
        private final double bias;

        Coupling(String title, double update, double reset, double candidate, double bias) {
            this.title = title;
            this.update = update;
            this.reset = reset;
            this.candidate = candidate;
            this.bias = bias;
        }
    }

    private RecurrenceProblems() {
    }

    /** ParaGRU with the same recurrent weights for each unit, and one normally distributed input for each sequence. */
    static RecurrenceProblem narrow(int units, int batch, int steps, Coupling coupling) {
        double[] weights = new double[3 * units];
        double[] biases = new double[3 * units];
        double[] recurrent = new double[3 * units];
        RandomStream random = new RandomStream(units);
        for (int unit = 0; unit < units; unit++) {
            double[] own = {coupling.update, coupling.reset, coupling.candidate};
            for (int gate = 0; gate < own.length; gate++) {
                weights[gate * units + unit] = random.nextGaussian();
                recurrent[gate * units + unit] = own[gate];
            }
            biases[unit] = coupling.bias;
        }
        DataRecord parameters = DataRecord.of("parameters", 1).array("weight_ih", new NamedArray(weights, 3 * units, 1))
                .doubles("bias_ih", biases).array("recurrent", new NamedArray(recurrent, 3, units)).build();
        return RecurrenceProblem.of(StandardCell.PARA_GRU.label(), parameters, normal(batch, steps, 1));
    }

    /**
     * A GRU with as many inputs as units and PyTorch's default weights, uniform in (-1/sqrt d, 1/sqrt d).
     *
     * @param gain what the recurrent weights are multiplied by
     */
    static RecurrenceProblem wide(int units, int batch, int steps, double gain) {
        double bound = 1 / Math.sqrt(units);
        DataRecord parameters = DataRecord.of("parameters", 1)
                .array("weight_ih", new NamedArray(uniform(3 * units * units, bound, 1), 3 * units, units))
                .array("weight_hh", new NamedArray(uniform(3 * units * units, gain * bound, 2), 3 * units, units))
                .doubles("bias_ih", uniform(3 * units, bound, 3)).doubles("bias_hh", uniform(3 * units, bound, 4)).build();
        return RecurrenceProblem.of(StandardCell.GRU.label(), parameters, normal(batch, steps, units));
    }

    private static Sequences normal(int batch, int steps, int size) {
        double[] values = new double[batch * steps * size];
        RandomStream random = new RandomStream(7);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return new Sequences(values, batch, steps, size);
    }

    private static double[] uniform(int length, double bound, long seed) {
        double[] values = new double[length];
        new RandomStream(seed).fillUniform(values);
        for (int i = 0; i < length; i++) {
            values[i] = bound * (2 * values[i] - 1);
        }
        return values;
    }
}
