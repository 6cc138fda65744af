package org.stillpoint.halpern.internal.fixedpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import org.stillpoint.api.Solver;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.halpern.internal.operator.AffineOperator;
import org.stillpoint.testing.TestContext;

/** All solvers of fixed-point problems, by name. */
final class AllSolvers {

    private AllSolvers() {
    }

    static Map<String, Solver<FixedPointProblem, FixedPoint>> all() {
        Map<String, Solver<FixedPointProblem, FixedPoint>> solvers = nonexpansive();
        solvers.put("bregman", new BregmanSolver());
        return solvers;
    }

    /** Those that tell whether a nonexpansive operator has a fixed point. */
    static Map<String, Solver<FixedPointProblem, FixedPoint>> nonexpansive() {
        Map<String, Solver<FixedPointProblem, FixedPoint>> solvers = new LinkedHashMap<>();
        solvers.put("picard", new PicardSolver());
        solvers.put("krasnoselskii-mann", new KrasnoselskiiMannSolver());
        solvers.put("fixed-point", new HalpernSolver());
        solvers.put("contraction", new ContractionSolver());
        solvers.put("restarted", new RestartedSolver());
        solvers.put("anderson-type-1", new AndersonTypeOneSolver());
        solvers.put("anderson-type-2", new AndersonTypeTwoSolver());
        solvers.put("newton-krylov", new NewtonKrylovSolver());
        return solvers;
    }

    /** A context with the operators of the bundle. */
    static TestContext context() {
        return new TestContext().function(QuarterTurn.NAME, new QuarterTurn()).function(AffineOperator.NAME, new AffineOperator());
    }
}
