package org.stillpoint.api.internal;

import java.util.Optional;
import java.util.function.Function;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/** A problem type made of its parts. */
public record StandardType<P extends Problem, S extends Recordable>(String name, String title, Class<P> problemClass,
        Class<S> valueClass, Function<DataRecord, P> toProblem, Function<DataRecord, S> toValue, String valueRecord,
        Optional<String> mainField, Optional<String> rowNamesField, Optional<String> columnNamesField) implements ProblemType<P, S> {

    /** A type with values of its own that cannot be made from one array. */
    public StandardType(String name, String title, Class<P> problemClass, Class<S> valueClass, Function<DataRecord, P> toProblem,
            Function<DataRecord, S> toValue) {
        this(name, title, problemClass, valueClass, toProblem, toValue, name + "-solution", Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /** The same type with values that are recorded under another name. */
    public StandardType<P, S> withValueRecord(String record) {
        return new StandardType<>(name, title, problemClass, valueClass, toProblem, toValue, record, mainField, rowNamesField,
                columnNamesField);
    }

    /** The same type, whose problems can be made from one array; its rows and columns have names in these fields, null for none. */
    public StandardType<P, S> withMainField(String field, String rowNames, String columnNames) {
        return new StandardType<>(name, title, problemClass, valueClass, toProblem, toValue, valueRecord, Optional.of(field),
                Optional.ofNullable(rowNames), Optional.ofNullable(columnNames));
    }

    @Override
    public P problem(DataRecord record) {
        return toProblem.apply(record);
    }

    @Override
    public S value(DataRecord record) {
        return toValue.apply(record);
    }
}
