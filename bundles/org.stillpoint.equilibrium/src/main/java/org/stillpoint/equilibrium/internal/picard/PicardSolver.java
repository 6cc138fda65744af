package org.stillpoint.equilibrium.internal.picard;

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
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.internal.chord.MixedPicardMethod;
import org.stillpoint.equilibrium.internal.chord.Precision;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.equilibrium.internal.run.EquilibriumSolve;

/**
 * Picard iteration with damping t,
 *
 * <pre>
 *   z^{k+1} = (1 - t) z^k + t f(z^k, x).
 * </pre>
 *
 * It converges linearly where f contracts in some norm; with t below 1 also for many maps that do not. Source: Picard 1890; Krasnoselskii
 * 1955.
 */
@Component(service = Solver.class)
@Designate(ocd = PicardOptions.class)
@SolverInfo(id = "equilibrium.picard", family = "equilibrium", problem = EquilibriumProblem.TYPE, title = "Picard iteration",
        paper = "Krasnoselskii: Two remarks on the method of successive approximations, 1955")
public final class PicardSolver implements Solver<EquilibriumProblem, EquilibriumStates> {

    @Override
    public Solution<EquilibriumStates> solve(EquilibriumProblem problem, SolveContext context) throws SolverException {
        PicardOptions options = context.options(PicardOptions.class);
        return EquilibriumSolve.solve(problem, method(options), options.tolerance(), options.maxIterations(), false, context);
    }

    private static EquilibriumMethod method(PicardOptions options) throws SolverException {
        if (options.precision() == Precision.DOUBLE) {
            return new PicardIteration(options.damping());
        }
        if (options.damping() != 1) {
            throw new SolverException("damping is " + options.damping() + "; expected 1 with mixed precision");
        }
        return new MixedPicardMethod();
    }

    /** Two units with typed-in weights, three inputs. */
    @Override
    public EquilibriumProblem selfCheck() {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1)
                .array("weight", new NamedArray(new double[] {.5, -.3, .2, .4}, 2, 2)).text("activation", "tanh").build();
        return EquilibriumProblem.of(StandardLayer.DENSE, parameters, new Samples(new double[] {.5, -1, 0, 2, 1.5, .3}, 3, 2));
    }
}
