package org.stillpoint.recurrence.internal.sequential;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.run.Precision;
import org.stillpoint.recurrence.internal.run.RecurrenceSolve;

/**
 * Computes h_t = f(h_{t-1}, x_t) for t = 1, 2, ..., T in this order: what every other method is measured by. What the inputs contribute is
 * computed for many steps at once; weights are laid out once; sequences of a batch run side by side in vector registers and are shared
 * between threads, and so are the units of wide cells, whose threads wait for each other after every step. Neither changes a bit. Steps in
 * single precision take half the time, as wide cells are bound by the speed of memory; their residual is measured in double precision,
 * on a sample of the steps.
 */
@Component
@Designate(ocd = SequentialOptions.class)
@SolverInfo(id = "recurrence.sequential", family = "recurrence", problem = RecurrenceProblem.TYPE, title = "Step after step",
        paper = "Poeppel, Beck, Hochreiter: FlashRNN: optimizing traditional RNNs on modern hardware, 2024, arXiv:2412.07752")
public final class SequentialSolver implements Solver<RecurrenceProblem, Trajectory> {

    private static final double SECONDS_OF_A_STEP = 1e-7;
    /** Used once in the step and once for the residual. */
    private static final double SECONDS_OF_A_WEIGHT = 1.5e-10;

    @Override
    public Solution<Trajectory> solve(RecurrenceProblem problem, SolveContext context) throws SolverException {
        SequentialOptions options = context.options(SequentialOptions.class);
        double tolerance = options.precision().admit(options.tolerance());
        return RecurrenceSolve.solve(problem, new SequentialMethod(options.precision().single()), tolerance, context);
    }

    /** An LSTM of two units that is fed with a wave. */
    @Override
    public RecurrenceProblem selfCheck() {
        int steps = 50;
        double[] input = new double[steps];
        for (int t = 0; t < steps; t++) {
            input[t] = Math.sin(0.3 * t);
        }
        double[] weights = new double[16];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.cos(i + 1);
        }
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1)
                .array("weight_ih", new NamedArray(new double[] {0.5, -1, 1, 0.3, -0.7, 0.2, 0.9, -0.4}, 8, 1))
                .array("weight_hh", new NamedArray(weights, 8, 2)).build();
        return RecurrenceProblem.of(StandardCell.LSTM.label(), parameters, Sequences.of(input, 1));
    }

    /** From the number of weights that a step reads. */
    @Override
    public double expectedSeconds(RecurrenceProblem problem) {
        double weights = 0;
        for (RecurrentLayer layer : problem.layers()) {
            for (int direction = 0; direction < layer.directions(); direction++) {
                DataRecord parameters = layer.parameters(direction);
                for (String weight : new String[] {"weight_ih", "weight_hh", "transition"}) {
                    weights += parameters.has(weight) ? parameters.numbers(weight).length : 0;
                }
            }
        }
        return 1e-3 + (SECONDS_OF_A_STEP + SECONDS_OF_A_WEIGHT * weights) * problem.batch() * problem.steps();
    }
}
