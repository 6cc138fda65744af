package org.stillpoint.itest.sketch;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;

/** A batch of fixed points z = f(z, x; theta) of a user's layer by Picard's iteration, each sample frozen once it is there. */
@Component(service = Solver.class)
@Designate(ocd = IterationOptions.class)
@SolverInfo(id = "sketch.picard", family = "sketch", problem = "equilibrium", title = "Picard")
public final class EquilibriumSketch implements Solver<EquilibriumSketch.Equilibrium, EquilibriumSketch.States> {

    /** The user's function, a service named in the problem. */
    public interface Layer {
        void apply(double[] parameters, double[] input, double[] state, double[] result);
    }

    /** Part of the sketch. */
    public record Equilibrium(String layer, double[] parameters, int samples, double[] inputs) implements Problem {

        @Override
        public String type() {
            return "equilibrium";
        }

        @Override
        public DataRecord toRecord() {
            return DataRecord.of("equilibrium", 1).text("layer", layer).doubles("parameters", parameters)
                    .array("inputs", new NamedArray(inputs, samples, inputs.length / samples)).build();
        }
    }

    /** What each sample reached: the batch has one status, its samples have their own residuals and evaluations. */
    /** Part of the sketch. */
    public record States(double[] z, double[] residuals, long[] evaluations) implements Recordable {

        @Override
        public DataRecord toRecord() {
            return DataRecord.of("states", 1).doubles("z", z).doubles("residuals", residuals).longs("evaluations", evaluations).build();
        }
    }

    @Override
    public Solution<States> solve(Equilibrium problem, SolveContext context) throws SolverException {
        IterationOptions options = context.options(IterationOptions.class);
        Layer layer = context.function(Layer.class, problem.layer);
        int width = problem.inputs.length / problem.samples;
        States states = new States(new double[problem.inputs.length], new double[problem.samples], new long[problem.samples]);
        Arrays.fill(states.residuals, Double.POSITIVE_INFINITY);
        double[] state = new double[width];
        double[] result = new double[width];
        Status status = Status.CONVERGED;
        long iteration = 0;
        double worst = Double.POSITIVE_INFINITY;
        while (!(worst <= options.tolerance())) {
            if (iteration == options.maxIterations() || !context.proceed(iteration, worst)) {
                status = iteration == options.maxIterations() ? Status.ITERATION_LIMIT : context.interruption();
                break;
            }
            iteration++;
            worst = 0;
            for (int sample = 0; sample < problem.samples; sample++) {
                if (!(states.residuals[sample] <= options.tolerance())) {
                    int from = sample * width;
                    System.arraycopy(states.z, from, state, 0, width);
                    layer.apply(problem.parameters, Arrays.copyOfRange(problem.inputs, from, from + width), state, result);
                    states.residuals[sample] = 0;
                    for (int i = 0; i < width; i++) {
                        states.residuals[sample] = Math.max(states.residuals[sample], Math.abs(result[i] - state[i]));
                    }
                    System.arraycopy(result, 0, states.z, from, width);
                    states.evaluations[sample]++;
                }
                worst = Math.max(worst, states.residuals[sample]);
            }
            if (Double.isNaN(worst)) {
                status = Status.NONFINITE;
                break;
            }
        }
        return Solution.of(status, states).residual(worst, options.tolerance()).count(Counter.ITERATIONS, iteration)
                .count(Counter.OPERATOR_EVALUATIONS, Arrays.stream(states.evaluations).sum()).build();
    }

    @Override
    public Equilibrium selfCheck() {
        return new Equilibrium("sketch.cosine", new double[] {1}, 2, new double[] {0, .5});
    }
}
