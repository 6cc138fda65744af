package org.stillpoint.io.internal.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemSource;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.QuadraticProgram;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumSequenceProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem;
import org.stillpoint.api.problem.recurrence.RecurrenceGradientProblem;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.transport.BarycenterProblem;
import org.stillpoint.api.problem.transport.LowRankProblem;
import org.stillpoint.api.problem.transport.MongeGapProblem;
import org.stillpoint.api.problem.transport.SinkhornDivergenceProblem;
import org.stillpoint.api.problem.transport.TransportGradientProblem;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.io.internal.arrays.RowMajor;

/** Turns documents of the standard problems, where much may be left out, into the full records of the problems. */
final class StandardDocuments {

    private static final Set<String> FIXED_POINT = Set.of("operator", "parameters", "start", "contraction");
    private static final Set<String> PROGRAM = Set.of("name", "maximise", "objective", "objectiveConstant", "matrix", "rowLower",
            "rowUpper", "columnLower", "columnUpper", "rowNames", "columnNames");
    private static final Set<String> PROGRAM_RECORD = Set.of("name", "maximise", "objective", "objectiveConstant", "rows", "columns",
            "columnStarts", "rowIndices", "values", "rowLower", "rowUpper", "columnLower", "columnUpper", "rowNames", "columnNames");

    private static final String QUADRATIC = "quadratic";
    private static final String LINEAR = "linear";
    private static final Set<String> QUADRATIC_PROGRAM = Stream.concat(PROGRAM.stream(), Stream.of(QUADRATIC))
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> SPARSE_RECORD = Set.of("rows", "columns", "columnStarts", "rowIndices", "values");

    private StandardDocuments() {
    }

    /**
     * The full record of a standard problem; any other document as it is.
     *
     * @param file the file of the document, beside which others lie
     * @throws DataException if it is one of a standard problem and has a field that such problems have not
     */
    static DataRecord complete(DataRecord document, ProblemSource file) throws IOException {
        return switch (document.type()) {
            case TransportProblem.TYPE -> TransportDocuments.complete(document, file);
            case SinkhornDivergenceProblem.TYPE, LowRankProblem.TYPE, MongeGapProblem.TYPE, BarycenterProblem.TYPE ->
                TransportDocuments.completeParts(DocumentFields.checked(document), file);
            case TransportGradientProblem.TYPE -> transportGradient(DocumentFields.checked(document), file);
            case RecurrenceProblem.TYPE -> RecurrenceDocuments.complete(DocumentFields.checked(document), file);
            case RecurrenceGradientProblem.TYPE -> recurrenceGradient(DocumentFields.checked(document), file);
            case EquilibriumProblem.TYPE, EquilibriumTrainingProblem.TYPE ->
                EquilibriumDocuments.complete(DocumentFields.checked(document), file);
            case EquilibriumGradientProblem.TYPE, EquilibriumSequenceProblem.TYPE -> ofEquilibrium(DocumentFields.checked(document), file);
            default -> complete(DocumentFields.checked(document));
        };
    }

    /** The transport problem in a field of its own may be as short as a document of one. */
    private static DataRecord transportGradient(DataRecord document, ProblemSource file) throws IOException {
        DataRecord given = document.record(TransportProblem.TYPE);
        DataRecord.Builder complete = DataRecord.of(document.type(), document.version()).record(TransportProblem.TYPE,
                TransportDocuments.complete(DataRecord.of(TransportProblem.TYPE, given.version()).fields(given).build(), file));
        return (document.has("cotangent") ? complete.array("cotangent", document.array("cotangent")) : complete).build();
    }

    /** The recurrence in a field of its own may be as short as a document of one. */
    private static DataRecord recurrenceGradient(DataRecord document, ProblemSource file) throws IOException {
        DataRecord given = document.record(RecurrenceProblem.TYPE);
        DataRecord.Builder complete = DataRecord.of(document.type(), document.version()).record(RecurrenceProblem.TYPE,
                RecurrenceDocuments.complete(DataRecord.of(RecurrenceProblem.TYPE, given.version()).fields(given).build(), file));
        for (String array : List.of("cotangent", "target")) {
            if (document.has(array)) {
                complete.array(array, document.array(array));
            }
        }
        if (document.has("firstStep")) {
            complete.integer("firstStep", document.integer("firstStep"));
        }
        return (document.has("forcing") ? complete.record("forcing", document.record("forcing")) : complete).build();
    }

    /** The equilibrium in a field of its own may be as short as a document of one. */
    private static DataRecord ofEquilibrium(DataRecord document, ProblemSource file) throws IOException {
        DataRecord given = document.record(EquilibriumProblem.TYPE);
        return document.with(DataRecord.of(document.type(), document.version()).record(EquilibriumProblem.TYPE,
                EquilibriumDocuments.complete(DataRecord.of(EquilibriumProblem.TYPE, given.version()).fields(given).build(), file))
                .build());
    }

    private static DataRecord complete(DataRecord document) {
        return switch (document.type()) {
            case LinearProgram.TYPE -> document.has("columnStarts") ? recorded(document) : program(document, PROGRAM);
            case QuadraticProgram.TYPE -> quadraticProgram(document);
            case FixedPointProblem.TYPE -> fixedPoint(document);
            default -> document;
        };
    }

    private static DataRecord fixedPoint(DataRecord document) {
        checkNames(document, FIXED_POINT);
        return document;
    }

    /** The linear part in a field of its own, or its fields beside the quadratic part. */
    private static DataRecord quadraticProgram(DataRecord document) {
        DataRecord linear;
        if (document.has(LINEAR)) {
            checkNames(document, Set.of(LINEAR, QUADRATIC));
            DataRecord part = document.record(LINEAR);
            linear = part.has("columnStarts") ? recorded(part) : program(part, PROGRAM);
        } else {
            linear = program(document, QUADRATIC_PROGRAM);
        }
        SparseColumns matrix = matrix(document, QUADRATIC);
        return DataRecord.of(document.type(), document.version()).record(LINEAR, linear)
                .record(QUADRATIC, DataRecord.of("sparse-matrix", 1).integer("rows", matrix.rows()).integer("columns", matrix.columns())
                        .ints("columnStarts", matrix.columnStarts()).ints("rowIndices", matrix.rowIndices())
                        .doubles("values", matrix.values()).build()).build();
    }

    private static DataRecord recorded(DataRecord document) {
        checkNames(document, PROGRAM_RECORD);
        return program(document, document.integer("rows"), document.integer("columns"), ints(document, "columnStarts"),
                ints(document, "rowIndices"), doubles(document, "values"));
    }

    private static DataRecord program(DataRecord document, Set<String> known) {
        checkNames(document, known);
        int columns = doubles(document, "objective").length;
        Object matrix = document.fields().get("matrix");
        if (matrix == null || isEmptyList(matrix)) {
            return program(document, 0, columns, new int[columns + 1], new int[0], new double[0]);
        }
        SparseColumns sparse = matrix(document, "matrix");
        if (sparse.columns() != columns) {
            throw new DataException("field matrix of " + document.type() + " has " + sparse.columns() + " columns; expected " + columns
                    + ", one for each coefficient of the objective");
        }
        return program(document, sparse.rows(), columns, sparse.columnStarts(), sparse.rowIndices(), sparse.values());
    }

    private static DataRecord program(DataRecord document, long rows, long columns, int[] columnStarts, int[] rowIndices,
            double[] values) {
        return DataRecord.of(LinearProgram.TYPE, document.version())
                .text("name", document.has("name") ? document.text("name") : "")
                .truth("maximise", document.has("maximise") && document.truth("maximise"))
                .doubles("objective", doubles(document, "objective"))
                .number("objectiveConstant", document.has("objectiveConstant") ? document.number("objectiveConstant") : 0)
                .integer("rows", rows).integer("columns", columns)
                .ints("columnStarts", columnStarts).ints("rowIndices", rowIndices).doubles("values", values)
                .doubles("rowLower", doublesOr(document, "rowLower", rows, Double.NEGATIVE_INFINITY))
                .doubles("rowUpper", doublesOr(document, "rowUpper", rows, Double.POSITIVE_INFINITY))
                .doubles("columnLower", doublesOr(document, "columnLower", columns, 0))
                .doubles("columnUpper", doublesOr(document, "columnUpper", columns, Double.POSITIVE_INFINITY))
                .texts("rowNames", document.has("rowNames") ? document.texts("rowNames") : List.of())
                .texts("columnNames", document.has("columnNames") ? document.texts("columnNames") : List.of()).build();
    }

    /** A matrix: an array, a record of its entries, or one of its compressed columns. */
    private static SparseColumns matrix(DataRecord document, String name) {
        String what = "field " + name + " of " + document.type();
        if (document.fields().get(name) instanceof DataRecord record) {
            int rows = extent(record, "rows", what);
            int columns = extent(record, "columns", what);
            if (record.has("columnStarts")) {
                checkNames(record, SPARSE_RECORD);
                return new SparseColumns(rows, columns, ints(record, "columnStarts"), ints(record, "rowIndices"),
                        doubles(record, "values"));
            }
            return SparseColumns.ofEntries(what, rows, columns, ints(record, "rowIndices"), ints(record, "columnIndices"),
                    doubles(record, "values"));
        }
        NamedArray array = document.array(name);
        if (array.shape().length != 2) {
            throw new DataException(what + " has the shape " + Arrays.toString(array.shape()) + "; expected rows and columns");
        }
        return SparseColumns.ofDense(array.shape()[0], array.shape()[1], RowMajor.doubles(array));
    }

    private static int extent(DataRecord record, String name, String what) {
        long value = record.integer(name);
        if (value < 0 || value > Integer.MAX_VALUE - 8) {
            throw new DataException(what + " has " + value + " " + name);
        }
        return (int) value;
    }

    private static double[] doublesOr(DataRecord document, String name, long length, double filler) {
        if (document.has(name)) {
            return doubles(document, name);
        }
        if (length < 0 || length > Integer.MAX_VALUE - 8) {
            throw new DataException("field " + name + " of " + document.type() + ": expected at most " + (Integer.MAX_VALUE - 8)
                    + " values, not " + length);
        }
        double[] filled = new double[(int) length];
        Arrays.fill(filled, filler);
        return filled;
    }

    private static double[] doubles(DataRecord record, String name) {
        return isEmptyList(record.fields().get(name)) ? new double[0] : RowMajor.doubles(record.array(name));
    }

    private static int[] ints(DataRecord record, String name) {
        if (isEmptyList(record.fields().get(name))) {
            return new int[0];
        }
        if (record.array(name).values() instanceof int[] given) {
            return given;
        }
        double[] values = RowMajor.doubles(record.array(name));
        int[] ints = new int[values.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = (int) values[i];
            if (ints[i] != values[i]) {
                throw new DataException("field " + name + " of " + record.type() + " has " + values[i] + "; expected integers");
            }
        }
        return ints;
    }

    private static boolean isEmptyList(Object value) {
        return value instanceof List<?> list && list.isEmpty();
    }

    private static void checkNames(DataRecord document, Set<String> known) {
        List<String> unknown = new ArrayList<>(document.names());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new DataException("field " + unknown.get(0) + " of " + document.type() + " is unknown; expected one of "
                    + new TreeSet<>(known));
        }
    }
}
