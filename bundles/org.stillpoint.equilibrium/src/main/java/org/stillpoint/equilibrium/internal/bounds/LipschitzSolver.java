package org.stillpoint.equilibrium.internal.bounds;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.LipschitzBound;
import org.stillpoint.api.problem.equilibrium.LipschitzBoundProblem;
import org.stillpoint.api.problem.equilibrium.LipschitzNorm;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.internal.layer.Layers;
import org.stillpoint.equilibrium.internal.layer.dense.ActivatedLayer;

/**
 * Bounds of Lipschitz constants over a box by interval and linear bound propagation (see {@link BoundPropagation}), sharpened by branch and
 * bound: the part of the box with the largest bound is split into halves, at the component whose halving may narrow the derivatives of the
 * activations most, until the bound is within the tolerance of a norm of the Jacobian that is attained.
 */
@Component(service = Solver.class)
@Designate(ocd = LipschitzOptions.class)
@SolverInfo(id = "equilibrium.lipschitz", family = "equilibrium", problem = LipschitzBoundProblem.TYPE,
        title = "Lipschitz bounds by bound propagation",
        paper = "Shi et al.: Efficiently computing local Lipschitz constants of neural networks via bound propagation, 2022")
public final class LipschitzSolver implements Solver<LipschitzBoundProblem, LipschitzBound> {

    @Override
    public Solution<LipschitzBound> solve(LipschitzBoundProblem problem, SolveContext context) throws SolverException {
        LipschitzOptions options = context.options(LipschitzOptions.class);
        RepeatedLayer layer = layer(problem, context);
        Box box = box(problem);
        BranchAndBound search = new BranchAndBound(layer, box, problem.norm(), options.linear());
        Status status = Status.STAGNATED;
        do {
            if (search.gap() <= options.tolerance()) {
                status = Status.CONVERGED;
            } else if (search.splits() >= options.maxIterations()) {
                status = Status.ITERATION_LIMIT;
            }
            if (!context.proceed(search.splits(), search.gap()) && status == Status.STAGNATED) {
                status = context.interruption();
            }
        } while (status == Status.STAGNATED && search.split());
        double[][] fixed = FixedPointBox.within(layer, box);
        double[] best = search.best();
        LipschitzBound value = new LipschitzBound(search.bound(), search.attained(), Arrays.copyOf(best, layer.size()),
                Arrays.copyOfRange(best, layer.size(), best.length), search.imageLower(), search.imageUpper(), fixed[0], fixed[1],
                search.tree());
        return Solution.of(status, value).residual(value.gap(), options.tolerance()).count(Counter.ITERATIONS, search.splits()).build();
    }

    private static RepeatedLayer layer(LipschitzBoundProblem problem, SolveContext context) throws SolverException {
        DataRecord parameters = problem.parameters();
        int inputs = problem.input().length;
        ActivatedLayer layer = (ActivatedLayer) Layers.of(
                EquilibriumProblem.of(problem.layer(), parameters, new Samples(problem.input(), 1, inputs)), context, false);
        int size = layer.shape().state();
        double[] inputWeight = new double[size * inputs];
        if (parameters.has("input_weight")) {
            inputWeight = parameters.numbers("input_weight");
        } else {
            for (int i = 0; i < inputs; i++) {
                inputWeight[i * inputs + i] = 1;
            }
        }
        double[] bias = parameters.has("bias") ? parameters.numbers("bias") : new double[size];
        return new RepeatedLayer(size, inputs, layer.weight(), inputWeight, bias, layer.activation(), problem.steps());
    }

    private static Box box(LipschitzBoundProblem problem) {
        int size = problem.center().length;
        double[] lower = new double[size + problem.input().length];
        double[] upper = new double[lower.length];
        for (int k = 0; k < lower.length; k++) {
            double middle = k < size ? problem.center()[k] : problem.input()[k - size];
            double radius = k < size ? problem.radius(k) : problem.inputRadius(k - size);
            lower[k] = middle - radius;
            upper[k] = middle + radius;
        }
        return new Box(lower, upper);
    }

    /** Two units with rectifiers, two evaluations, around the state at which both are about to be switched on. */
    @Override
    public LipschitzBoundProblem selfCheck() {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1)
                .array("weight", new NamedArray(new double[] {.5, -.3, .4, .6}, 2, 2)).doubles("bias", new double[] {.1, -.2})
                .text("activation", "relu").build();
        return LipschitzBoundProblem.of(StandardLayer.DENSE, parameters, new double[] {0, 0}, 1, new double[0], LipschitzNorm.EUCLIDEAN)
                .withSteps(2);
    }
}
