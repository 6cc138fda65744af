package org.stillpoint.recurrence.internal.attention;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.AttentionOutput;
import org.stillpoint.api.problem.recurrence.LinearAttention;
import org.stillpoint.api.problem.recurrence.LinearAttention.FeatureMap;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * Causal linear attention in one of three forms; see {@link AttentionForms}. A denominator of zero, which only maps with features that are
 * not positive can have, leaves outputs that are not finite.
 */
@Component
@Designate(ocd = LinearAttentionOptions.class)
@SolverInfo(id = "recurrence.linear-attention", family = "recurrence", problem = LinearAttention.TYPE,
        title = "Linear attention: recurrent, parallel or in chunks",
        paper = "Katharopoulos, Vyas, Pappas and Fleuret: Transformers are RNNs, ICML 2020, arXiv:2006.16236")
public final class LinearAttentionSolver implements Solver<LinearAttention, AttentionOutput> {

    /** How many rows of each sequence are compared with the definition. */
    private static final int MEASURED_ROWS = 16;

    @Override
    public Solution<AttentionOutput> solve(LinearAttention problem, SolveContext context) throws SolverException {
        LinearAttentionOptions options = context.options(LinearAttentionOptions.class);
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            boolean[] interrupted = new boolean[1];
            AttentionForms forms = new AttentionForms(problem, team, () -> {
                interrupted[0] = interrupted[0] || !context.proceed(0, Double.NaN);
                return !interrupted[0];
            });
            boolean done = switch (options.algorithm()) {
                case RECURRENT -> forms.recurrent();
                case PARALLEL -> forms.parallel();
                case CHUNKED -> forms.chunked(options.chunkLength());
            };
            double[] output = forms.output();
            double residual = done ? forms.residual(output, MEASURED_ROWS) : Double.NaN;
            Status status = interrupted[0] || !context.proceed(1, residual) ? context.interruption()
                    : !Double.isFinite(residual) ? Status.NONFINITE
                            : residual <= options.tolerance() ? Status.CONVERGED : Status.STAGNATED;
            Sequences values = problem.values();
            Solution.Builder<AttentionOutput> solution = Solution.of(status,
                    new AttentionOutput(new Sequences(output, values.batch(), values.steps(), values.size())))
                    .residual(residual, options.tolerance()).count(Counter.ITERATIONS, done ? 1 : 0);
            return (status == Status.NONFINITE ? solution.warn(firstUndefined(output, problem)) : solution).build();
        }
    }

    /** Says which output is no number, and why it may be none. */
    private static String firstUndefined(double[] output, LinearAttention problem) {
        int place = 0;
        while (place < output.length && Double.isFinite(output[place])) {
            place++;
        }
        if (place == output.length) {
            return "the output is too large for its differences from the definition to be finite numbers";
        }
        int row = place / problem.values().size();
        int steps = problem.values().steps();
        return "the output at step " + (row % steps + 1) + " of sequence " + (row / steps + 1) + " is no finite number"
                + (problem.normalised() ? "; the weights of its keys may add up to zero" : "");
    }

    /** Three steps of two features. */
    @Override
    public LinearAttention selfCheck() {
        return new LinearAttention(Sequences.of(new double[] {1, 0, -1, 2, 0.5, 0.5}, 2), Sequences.of(new double[] {0, 1, 1, -1, 2, 0}, 2),
                Sequences.of(new double[] {1, 2, 3}, 1), FeatureMap.ELU_PLUS_ONE, true);
    }

    /** The state takes as many operations as there are pairs of features and outputs in each step. */
    @Override
    public double expectedSeconds(LinearAttention problem) {
        return 1e-5 + 2e-9 * problem.queries().values().length * (problem.values().size() + 1.0);
    }
}
