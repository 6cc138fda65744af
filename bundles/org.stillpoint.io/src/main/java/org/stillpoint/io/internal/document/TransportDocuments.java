package org.stillpoint.io.internal.document;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemSource;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.io.internal.json.JsonRecordReader;

/** Turns documents of transport problems, where measures, costs and rules may be short, into the full records of the problems. */
final class TransportDocuments {

    private static final Set<String> FIELDS = Set.of("source", "target", "sourceNames", "targetNames", "cost", "costScale", "regulariser",
            "epsilon", "epsilonUnit", "sourceRule", "targetRule", "unbalanced", "mass", "support");
    private static final String COST_TYPE = "ground-cost";
    private static final Map<String, GroundCost> COSTS = Map.of(
            "squared-euclidean", GroundCost.Distance.SQUARED_EUCLIDEAN,
            "euclidean", GroundCost.Distance.EUCLIDEAN,
            "city-block", GroundCost.Distance.CITY_BLOCK,
            "cosine", new GroundCost.Cosine());
    private static final Map<String, Set<String>> COST_FIELDS = Map.of(
            "matrix", Set.of("costs"),
            "distance", Set.of("p", "exponent"),
            "cosine", Set.of(),
            "named", Set.of("function", "parameters"),
            "grid", Set.of("shape", "spacing", "exponent", "axes"));
    private static final String GRID = "grid";
    private static final double USUAL_EXPONENT = 2;

    private final DataRecord document;
    private final ProblemSource file;

    private TransportDocuments(DataRecord document, ProblemSource file) {
        this.document = document;
        this.file = file;
    }

    /**
     * The full record of a transport problem.
     *
     * @param file the file of the document, beside which others lie
     * @throws DataException naming the field that is unknown or wrong
     */
    static DataRecord complete(DataRecord document, ProblemSource file) throws IOException {
        return new TransportDocuments(document, file).complete();
    }

    /** A document of another problem with its source, its target and its cost, where it has them, in full. */
    static DataRecord completeParts(DataRecord document, ProblemSource file) throws IOException {
        TransportDocuments documents = new TransportDocuments(document, file);
        Map<String, Object> fields = new LinkedHashMap<>(document.fields());
        for (String name : new String[] {"source", "target"}) {
            if (document.has(name)) {
                fields.put(name, new MeasureDocument(document, name, file).record(documents.onGrid()));
            }
        }
        if (document.has("cost")) {
            fields.put("cost", documents.cost());
        }
        return JsonRecordReader.record(fields, document.type());
    }

    private DataRecord complete() throws IOException {
        checkNames("", document, FIELDS);
        Map<String, Object> fields = new LinkedHashMap<>(document.fields());
        fields.put("source", measure("source", "sourceNames", 0));
        fields.put("target", measure("target", "targetNames", 1));
        fields.put("cost", cost());
        fields.remove("sourceNames");
        fields.remove("targetNames");
        Object unbalanced = fields.remove("unbalanced");
        for (String name : new String[] {"sourceRule", "targetRule"}) {
            if (unbalanced != null && fields.containsKey(name)) {
                throw new DataException("field unbalanced of " + document.type() + " stands beside " + name + "; expected one of them");
            }
            if (unbalanced != null) {
                fields.put(name, new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, document.number("unbalanced")).toRecord());
            } else if (fields.containsKey(name)) {
                fields.put(name, rule(name));
            }
        }
        return JsonRecordReader.record(fields, document.type());
    }

    /** A measure; where it is left out every row, or column, of the matrix of costs has the same weight. */
    private DataRecord measure(String name, String namesField, int axis) throws IOException {
        DataRecord measure;
        if (document.has(name)) {
            measure = new MeasureDocument(document, name, file).record(onGrid());
        } else {
            NamedArray costs = matrix();
            if (costs == null) {
                throw new DataException("field " + name + " of " + document.type() + " is missing; it may be left out beside a "
                        + "matrix of costs");
            }
            double[] weights = new double[costs.shape()[axis]];
            Arrays.fill(weights, 1.0 / weights.length);
            measure = DataRecord.of("measure", 1).doubles("weights", weights).build();
        }
        if (!document.has(namesField)) {
            return measure;
        }
        Map<String, Object> fields = new LinkedHashMap<>(measure.fields());
        fields.put("names", document.texts(namesField));
        return JsonRecordReader.record(fields, measure.type());
    }

    /** The costs where they are given one by one; null otherwise. */
    private NamedArray matrix() {
        Object cost = document.fields().get("cost");
        Object costs = cost instanceof DataRecord record ? record.fields().get("costs") : cost;
        return costs instanceof NamedArray array && array.shape().length == 2 ? array : null;
    }

    private boolean onGrid() {
        Object cost = document.fields().get("cost");
        return GRID.equals(cost instanceof DataRecord record ? record.fields().get(GroundCost.KIND) : cost);
    }

    private DataRecord cost() throws IOException {
        Object cost = document.fields().get("cost");
        if (cost == null) {
            return GroundCost.Distance.SQUARED_EUCLIDEAN.toRecord();
        }
        if (cost instanceof NamedArray array) {
            return DataRecord.of(COST_TYPE, 1).text(GroundCost.KIND, "matrix").array("costs", array).build();
        }
        if (cost instanceof String name) {
            if (name.equals(GRID)) {
                return grid(DataRecord.of(COST_TYPE, 1).build());
            }
            if (!COSTS.containsKey(name)) {
                throw new DataException("field cost of " + document.type() + " is '" + name + "'; expected a matrix, " + GRID
                        + " or one of " + new TreeSet<>(COSTS.keySet()));
            }
            return COSTS.get(name).toRecord();
        }
        DataRecord record = document.record("cost");
        Set<String> known = record.fields().get(GroundCost.KIND) instanceof String kind ? COST_FIELDS.get(kind) : null;
        if (known == null) {
            throw new DataException("field cost of " + document.type() + " is of kind '" + record.fields().get(GroundCost.KIND)
                    + "'; expected " + GroundCost.KIND + " to be one of " + new TreeSet<>(COST_FIELDS.keySet()));
        }
        Set<String> withKind = new TreeSet<>(known);
        withKind.add(GroundCost.KIND);
        record.names().stream().filter(name -> known == COST_FIELDS.get(GRID) && name.matches("axis\\d+")).forEach(withKind::add);
        checkNames("cost", record, withKind);
        if (onGrid() && !record.has("axes")) {
            return grid(record);
        }
        Map<String, Object> fields = new LinkedHashMap<>(record.fields());
        fields.replace("p", "inf", Double.POSITIVE_INFINITY);
        fields.replace("p", "Infinity", Double.POSITIVE_INFINITY);
        return JsonRecordReader.record(fields, COST_TYPE);
    }

    /** A grid of equal steps: of the given numbers of points, or of those of the source's weights; the longest axis of length 1. */
    private DataRecord grid(DataRecord record) throws IOException {
        int[] shape = record.has("shape") ? Arrays.stream(record.numbers("shape")).mapToInt(extent -> (int) extent).toArray()
                : document.has("source") ? new MeasureDocument(document, "source", file).shape() : new int[0];
        if (shape.length == 0 || Arrays.stream(shape).anyMatch(extent -> extent < 1)) {
            throw new DataException("field cost of " + document.type() + " is a grid of shape " + Arrays.toString(shape)
                    + "; expected the number of points along each axis, or weights of as many dimensions");
        }
        int longest = Arrays.stream(shape).max().orElseThrow();
        double spacing = record.has("spacing") ? record.number("spacing") : 1.0 / longest;
        DataRecord.Builder grid = DataRecord.of(COST_TYPE, 1).text(GroundCost.KIND, GRID).integer("axes", shape.length)
                .number("exponent", record.has("exponent") ? record.number("exponent") : USUAL_EXPONENT);
        for (int axis = 0; axis < shape.length; axis++) {
            double[] coordinates = new double[shape[axis]];
            for (int k = 0; k < coordinates.length; k++) {
                coordinates[k] = k * spacing;
            }
            grid.doubles("axis" + axis, coordinates);
        }
        return grid.build();
    }

    private DataRecord rule(String name) {
        if (document.fields().get(name) instanceof String kind) {
            return DataRecord.of(MarginalRule.TYPE, 1).text("kind", kind).build();
        }
        DataRecord rule = document.record(name);
        checkNames(name, rule, Set.of("kind", "weight"));
        return rule;
    }

    private void checkNames(String field, DataRecord record, Set<String> known) {
        for (String name : record.names()) {
            if (!known.contains(name)) {
                throw new DataException(field.isEmpty() ? "field " + name + " of " + document.type() + " is unknown; expected one of "
                        + new TreeSet<>(known) : "field " + field + " of " + document.type() + " has the unknown field " + name
                                + "; expected one of " + new TreeSet<>(known));
            }
        }
    }
}
