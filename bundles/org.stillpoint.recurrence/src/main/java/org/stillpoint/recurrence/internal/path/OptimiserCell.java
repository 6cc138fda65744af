package org.stillpoint.recurrence.internal.path;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.FirstOrderMethod;
import org.stillpoint.api.problem.recurrence.RecurrentCell;
import org.stillpoint.api.problem.recurrence.ScalarFunction;

/** A step of a first-order method on a function, as a cell without input whose output is the point. */
final class OptimiserCell implements RecurrentCell {

    private static final String FUNCTION = "function";
    private static final String FUNCTION_PARAMETERS = "functionParameters";
    private static final Set<String> NAMES = Set.of(FUNCTION, FUNCTION_PARAMETERS, "step", "momentum", "secondMoment", "epsilon");

    private final ScalarFunction function;
    private final FirstOrderStep step;
    /** Room for a point and its gradient, taken while it is in use; a second thread makes its own. */
    private final AtomicReference<Room> room = new AtomicReference<>();

    private OptimiserCell(ScalarFunction function, FirstOrderMethod method) {
        this.function = function;
        step = new FirstOrderStep(method, function.dimension());
    }

    /**
     * Makes a cell from the parameters {@code function}, the name of a {@link ScalarFunction}, {@code functionParameters}, what its factory
     * makes it from, {@code step}, and the other numbers of {@link FirstOrderMethod}, which may be left out.
     *
     * @param name the name of the cell, for refusals
     */
    static OptimiserCell of(String name, FirstOrderMethod.Rule rule, DataRecord parameters, Functions functions) throws SolverException {
        FunctionParameters.allow(name, parameters, NAMES);
        try {
            DataRecord ofFunction = parameters.has(FUNCTION_PARAMETERS) ? parameters.record(FUNCTION_PARAMETERS)
                    : FunctionFactory.NO_PARAMETERS;
            return new OptimiserCell(functions.function(ScalarFunction.class, parameters.text(FUNCTION), ofFunction),
                    FirstOrderMethod.read(parameters, rule));
        } catch (DataException wrong) {
            throw new SolverException(name + ": " + wrong.getMessage(), wrong);
        }
    }

    /** The refusal of parameters without a host that has functions. */
    static SolverException withoutFunctions(String name) {
        return new SolverException(name + " takes the function from where the solver finds it");
    }

    @Override
    public int stateSize() {
        return step.stateSize();
    }

    @Override
    public int inputSize() {
        return 0;
    }

    @Override
    public int hiddenSize() {
        return function.dimension();
    }

    @Override
    public void step(double[] state, double[] input, double[] next) {
        Room free = room.getAndSet(null);
        Room used = free == null ? new Room(new double[step.dimension()], new double[step.dimension()]) : free;
        System.arraycopy(state, 0, used.point, 0, used.point.length);
        function.gradient(used.point, used.gradient);
        step.step(state, used.gradient, next);
        room.set(used);
    }

    private record Room(double[] point, double[] gradient) {
    }
}
