package org.stillpoint.equilibrium.internal.optimality;

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
import org.stillpoint.api.problem.equilibrium.ImplicitDerivative;
import org.stillpoint.api.problem.equilibrium.ImplicitDerivativeProblem;
import org.stillpoint.api.problem.equilibrium.OptimalityMap;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.run.Session;

/**
 * Derivatives of a solution x(theta) of F(x, theta) = 0 by the implicit function theorem: with A = dF/dx and B = dF/dtheta,
 *
 * <pre>
 *   A'u = v,    d(v'x)/dtheta = -B'u    for each cotangent v,
 *   A w = -B t,    dx/dtheta t = w      for each tangent t,
 * </pre>
 *
 * by products with A and B alone, so that it does not matter how x was found. Source: Blondel and others 2022, Efficient and modular
 * implicit differentiation (arXiv:2105.15183), section 2.1.
 */
@Component(service = Solver.class)
@Designate(ocd = ImplicitDerivativeOptions.class)
@SolverInfo(id = "equilibrium.implicit-derivative", family = "equilibrium", problem = ImplicitDerivativeProblem.TYPE,
        title = "Modular implicit differentiation", paper = "Blondel and others: Efficient and modular implicit differentiation, 2022")
public final class ImplicitDerivativeSolver implements Solver<ImplicitDerivativeProblem, ImplicitDerivative> {

    @Override
    public Solution<ImplicitDerivative> solve(ImplicitDerivativeProblem problem, SolveContext context) throws SolverException {
        ImplicitDerivativeOptions options = context.options(ImplicitDerivativeOptions.class);
        OptimalityMap map = context.function(OptimalityMap.class, problem.map(), problem.parameters());
        if (map.solutionSize() != problem.x().length || map.parameterSize() != problem.theta().length) {
            throw new SolverException("the optimality map " + problem.map() + " takes an x of " + map.solutionSize()
                    + " components and a theta of " + map.parameterSize() + "; the problem has " + problem.x().length + " and "
                    + problem.theta().length);
        }
        try (Session session = new Session(context, options.tolerance(), options.maxIterations())) {
            return new DerivativeRun(problem, map, options, session).run();
        }
    }

    /** Ridge regression through (1, 2) and (2, 3) by one coefficient w: (5 + theta) w = 8, at theta = 3. */
    @Override
    public ImplicitDerivativeProblem selfCheck() {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1)
                .array(RidgeRegression.FEATURES, new NamedArray(new double[] {1, 2}, 2, 1))
                .doubles(RidgeRegression.TARGETS, new double[] {2, 3}).build();
        return new ImplicitDerivativeProblem(RidgeRegression.NAME, parameters, new double[] {1}, new double[] {3}, Samples.of(1),
                Samples.of(1));
    }
}
