package org.stillpoint.recurrence.internal.path;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.FirstOrderMethod;

/**
 * Makes cells that take a step of Adam; the state is the point x, both moments, and the powers a^t and b^t, which are 1 before the first
 * step.
 *
 * <p>Parameters: {@code function}, the name of a {@link org.stillpoint.api.problem.recurrence.ScalarFunction};
 * {@code functionParameters}, what its factory makes it from; and the numbers of {@link FirstOrderMethod}, of which only {@code step}
 * must be there.
 */
@Component
@FunctionInfo(name = AdamCell.NAME)
public final class AdamCell implements FunctionFactory {

    /** The name of the service. */
    public static final String NAME = "recurrence.adam";

    @Override
    public Object create(DataRecord parameters) throws SolverException {
        throw OptimiserCell.withoutFunctions(NAME);
    }

    @Override
    public Object create(DataRecord parameters, Functions functions) throws SolverException {
        return OptimiserCell.of(NAME, FirstOrderMethod.Rule.ADAM, parameters, functions);
    }
}
