package org.stillpoint.transport.internal.automatic;

import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.options.Options;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.transport.internal.iteration.DelegatingContext;
import org.stillpoint.transport.internal.newton.NewtonSolver;

/** Solves a transport problem by the method of this family that suits it best, and says which it was and why. */
@Component
@Designate(ocd = AutomaticOptions.class)
@SolverInfo(id = "transport.auto", family = "transport", problem = TransportProblem.TYPE,
        title = "Transport: the method that suits the problem")
public final class AutomaticSolver implements Solver<TransportProblem, TransportPlan> {

    /** Where the same method would be chosen without this solver, this one is preferred: it tells why. */
    private static final double PREFERENCE = 0.99;

    @Override
    public Solution<TransportPlan> solve(TransportProblem problem, SolveContext context) throws SolverException {
        AutomaticOptions options = context.options(AutomaticOptions.class);
        Choice choice = Choice.of(problem, options.matrixEntries());
        if (choice == null) {
            throw new SolverException("no method of transport.auto takes the regulariser " + problem.regulariser() + " with "
                    + problem.sourceRule().kind() + " and " + problem.targetRule().kind());
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(Options.TOLERANCE, options.tolerance());
        if (options.maxIterations() > 0) {
            values.put(Options.MAX_ITERATIONS, options.maxIterations());
        }
        Solution<TransportPlan> solution = choice.solver().solve(problem, new DelegatingContext(context, values));
        Solution.Builder<TransportPlan> told = Solution.of(solution.status(), solution.value())
                .residual(solution.residual(), solution.tolerance());
        solution.counters().forEach(told::count);
        told.warn("Solved by " + choice.id() + ": " + choice.reason());
        solution.warnings().forEach(told::warn);
        return told.build();
    }

    /** Three points on a line to three others. */
    @Override
    public TransportProblem selfCheck() {
        return new NewtonSolver().selfCheck();
    }

    /** What the method that would be chosen expects. */
    @Override
    public double expectedSeconds(TransportProblem problem) {
        Choice choice = Choice.of(problem, Options.typed(AutomaticOptions.class, Map.of()).matrixEntries());
        return choice == null ? Double.POSITIVE_INFINITY : PREFERENCE * choice.solver().expectedSeconds(problem);
    }
}
