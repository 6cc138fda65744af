package org.stillpoint.halpern.internal.fixedpoint;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.problem.Operator;

/**
 * The rotation of the plane by a quarter turn, T (a, b) = (-b, a): nonexpansive, with the origin as its one fixed point, which
 * plain Picard iterations never come nearer to. The problem on which the solvers of this package check themselves.
 */
@Component
@FunctionInfo(name = QuarterTurn.NAME)
public final class QuarterTurn implements Operator {

    /** The name of the service. */
    public static final String NAME = "halpern.rotation";

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public void apply(double[] x, double[] result) {
        result[0] = -x[1];
        result[1] = x[0];
    }
}
