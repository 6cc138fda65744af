package org.stillpoint.halpern.internal.fixedpoint;

import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.Operator;
import org.stillpoint.halpern.internal.EuclideanDistance;
import org.stillpoint.halpern.internal.fixedpoint.BregmanOptions.Geometry;
import org.stillpoint.testing.TestContext;

/** Iterates of a given number, whatever their residuals. */
final class Iterates {

    static final StoppingRule RULE = new StoppingRule(1e-6, 1_000_000, 10_000, 1e5);

    private Iterates() {
    }

    /** The iterate of Halpern iterations with optimal weights, and its image. */
    static double[][] anchored(Operator operator, double[] start, int number, double lipschitz) throws SolverException {
        return of(operator, start, number, new AnchoredIteration(new FixedPointProblem("T", start), context(operator), RULE, lipschitz, 0));
    }

    /** The iterate of Krasnoselskii-Mann iterations, and its image. */
    static double[][] relaxed(Operator operator, double[] start, int number, double relaxation) throws SolverException {
        return of(operator, start, number, new RelaxedIteration(new FixedPointProblem("T", start), context(operator), RULE, relaxation));
    }

    /** The iterate of averaged iterations without feedback, and its image. */
    static double[][] bregman(Operator operator, double[] start, int number, Geometry geometry, double averaging)
            throws SolverException {
        return of(operator, start, number, new BregmanIteration(new FixedPointProblem("T", start), context(operator), RULE, geometry,
                averaging, false));
    }

    private static TestContext context(Operator operator) {
        return new TestContext().function("T", operator);
    }

    private static double[][] of(Operator operator, double[] start, int number, FixedPointIteration iteration) {
        double[] x = start.clone();
        double[] image = new double[x.length];
        for (int k = 0; k < number; k++) {
            operator.apply(x, image);
            iteration.advance(k, x, image, EuclideanDistance.between(x, image));
        }
        operator.apply(x, image);
        return new double[][] {x, image};
    }
}
