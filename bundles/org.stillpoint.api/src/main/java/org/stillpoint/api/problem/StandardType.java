package org.stillpoint.api.problem;

import java.util.function.Function;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/** A problem type made of its parts. */
record StandardType<P extends Problem, S extends Recordable>(String name, String title, Class<P> problemClass,
        Class<S> valueClass, Function<DataRecord, P> toProblem, Function<DataRecord, S> toValue) implements ProblemType<P, S> {

    @Override
    public P problem(DataRecord record) {
        return toProblem.apply(record);
    }

    @Override
    public S value(DataRecord record) {
        return toValue.apply(record);
    }
}
