package org.stillpoint.transport.internal.instance;

import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.MarginalRule.Kind;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;

/** Which transport problems Sinkhorn's iteration takes, and which of them have no plan. */
public final class EntropicProblems {

    /** Masses that differ by less than this part of them may be equal but for rounding. */
    private static final double MASS_ROUNDING = 1e-12;

    private EntropicProblems() {
    }

    /** Whether the regulariser of a problem is an entropy. */
    public static boolean isEntropic(TransportProblem problem) {
        return problem.regulariser() == Regulariser.ENTROPY || problem.regulariser() == Regulariser.RELATIVE_ENTROPY;
    }

    /**
     * Refuses problems without an entropy.
     *
     * @throws SolverException if the regulariser is another one
     */
    public static void check(TransportProblem problem) throws SolverException {
        if (!isEntropic(problem)) {
            throw new SolverException("the regulariser is " + problem.regulariser()
                    + "; Sinkhorn's iteration needs ENTROPY or RELATIVE_ENTROPY with a positive epsilon");
        }
    }

    /**
     * Refuses weights of the entropy that are too small to divide by.
     *
     * @throws SolverException if the reciprocal of epsilon is infinite
     */
    public static void check(double epsilon) throws SolverException {
        if (Double.isInfinite(1 / epsilon)) {
            throw new SolverException("epsilon is " + epsilon + ", so small that its reciprocal is not a number");
        }
    }

    /** Whether one side has to move more mass than the other may take. */
    public static boolean isInfeasible(TransportProblem problem) {
        Kind from = problem.sourceRule().kind();
        Kind to = problem.targetRule().kind();
        double first = problem.source().mass();
        double second = problem.target().mass();
        double rounding = MASS_ROUNDING * Math.max(first, second);
        return from == Kind.EXACT && to == Kind.AT_MOST && first - second > rounding
                || from == Kind.AT_MOST && to == Kind.EXACT && second - first > rounding;
    }

    /** What solves a problem that has no plan. */
    public static Solution<TransportPlan> infeasible(TransportProblem problem, double tolerance) {
        return Solution.of(Status.INFEASIBLE,
                new TransportPlan(new double[problem.source().size()], new double[problem.target().size()]))
                .residual(Double.NaN, tolerance).count(Counter.ITERATIONS, 0)
                .warn("One side has to move more mass than the other may take.").build();
    }
}
