package org.stillpoint.transport.internal.automatic;

import org.stillpoint.api.Solver;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.transport.internal.cloud.OnlineSolver;
import org.stillpoint.transport.internal.exact.ExactSolver;
import org.stillpoint.transport.internal.grid.GridSolver;
import org.stillpoint.transport.internal.line.OneDimensionalSolver;
import org.stillpoint.transport.internal.newton.NewtonSolver;
import org.stillpoint.transport.internal.quadratic.QuadraticSolver;
import org.stillpoint.transport.internal.quadratic.SparseSolver;
import org.stillpoint.transport.internal.quadratic.UnbalancedSolver;
import org.stillpoint.transport.internal.sinkhorn.SinkhornSolver;

/**
 * A method for a problem.
 *
 * @param solver the solver
 * @param id its id
 * @param reason why it was chosen, a sentence for people
 */
record Choice(Solver<TransportProblem, TransportPlan> solver, String id, String reason) {

    /**
     * Chooses a method.
     *
     * @param matrixEntries the most entries of a matrix of costs for Newton steps
     * @return null if no method takes the problem
     */
    static Choice of(TransportProblem problem, long matrixEntries) {
        Choice choice = switch (problem.regulariser()) {
            case NONE -> unregularised(problem);
            case ENTROPY, RELATIVE_ENTROPY -> entropic(problem, matrixEntries);
            case QUADRATIC -> new Choice(new QuadraticSolver(), "transport.quadratic", "the regulariser is a squared norm.");
            case SPARSE -> new Choice(new SparseSolver(), "transport.sparse", "the entries of a column are limited in number.");
        };
        return choice.solver.expectedSeconds(problem) < Double.POSITIVE_INFINITY ? choice : null;
    }

    private static Choice unregularised(TransportProblem problem) {
        OneDimensionalSolver line = new OneDimensionalSolver();
        if (line.expectedSeconds(problem) < Double.POSITIVE_INFINITY) {
            return new Choice(line, "transport.one-dimensional", "the points lie on a line, where sorting solves the problem.");
        }
        UnbalancedSolver unbalanced = new UnbalancedSolver();
        if (unbalanced.expectedSeconds(problem) < Double.POSITIVE_INFINITY) {
            return new Choice(unbalanced, "transport.unbalanced", "there is no regulariser, but a smooth penalty of a marginal.");
        }
        return new Choice(new ExactSolver(), "transport.exact", "there is no regulariser, so the plan is a vertex.");
    }

    private static Choice entropic(TransportProblem problem, long matrixEntries) {
        NewtonSolver newton = new NewtonSolver();
        long entries = (long) problem.source().size() * problem.target().size();
        if (entries > matrixEntries) {
            return withoutMatrix(problem, "a matrix of " + entries + " costs is above the limit of " + matrixEntries);
        }
        if (newton.expectedSeconds(problem) == Double.POSITIVE_INFINITY) {
            return new Choice(new SinkhornSolver(), "transport.sinkhorn", "a marginal is not held to its weights exactly, and Sinkhorn's "
                    + "iteration takes every marginal rule.");
        }
        return new Choice(newton, "transport.newton", "the regulariser is " + name(problem.regulariser()) + " and both marginals are "
                + "exact, where Newton steps need few passes over the " + entries + " costs however small epsilon is.");
    }

    private static Choice withoutMatrix(TransportProblem problem, String why) {
        OnlineSolver online = new OnlineSolver();
        if (online.expectedSeconds(problem) < Double.POSITIVE_INFINITY) {
            return new Choice(online, "transport.online", why + ", and costs of points can be computed as they are needed, from "
                    + "coarse to fine.");
        }
        GridSolver grid = new GridSolver();
        if (grid.expectedSeconds(problem) < Double.POSITIVE_INFINITY) {
            return new Choice(grid, "transport.grid", why + ", and on a grid sweeps go axis by axis.");
        }
        return new Choice(new SinkhornSolver(), "transport.sinkhorn", why + ", and Sinkhorn's iteration needs no second one.");
    }

    private static String name(Regulariser regulariser) {
        return regulariser == Regulariser.ENTROPY ? "an entropy" : "a relative entropy";
    }
}
