package org.stillpoint.recurrence.internal.path;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.problem.recurrence.ScalarFunction;

/** The function of Himmelblau, f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2, which is 0 at four points, one of them (3, 2). */
@Component
@FunctionInfo(name = Himmelblau.NAME)
public final class Himmelblau implements ScalarFunction {

    /** The name of the service. */
    public static final String NAME = "recurrence.himmelblau";

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public double value(double[] x) {
        double first = x[0] * x[0] + x[1] - 11;
        double second = x[0] + x[1] * x[1] - 7;
        return first * first + second * second;
    }

    @Override
    public void gradient(double[] x, double[] gradient) {
        double first = x[0] * x[0] + x[1] - 11;
        double second = x[0] + x[1] * x[1] - 7;
        gradient[0] = 4 * first * x[0] + 2 * second;
        gradient[1] = 2 * first + 4 * second * x[1];
    }
}
