package org.stillpoint.io.internal.document;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemSource;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.io.internal.arrays.RowMajor;
import org.stillpoint.io.internal.json.JsonRecordReader;

/**
 * Turns documents of equilibria, where weights may be in a file of their own and the input in columns of a table, into the full records of
 * the problems.
 */
final class EquilibriumDocuments {

    private static final String WEIGHTS = "weights";
    private static final String PREFIX = "prefix";
    private static final Set<String> NUMBERS = Set.of("margin", "shift", "power", "gamma", "beta", "step", "threshold", "quadratic",
            "sharpness");
    private static final Set<String> COUNTS = Set.of("height", "width", "nodes");

    private EquilibriumDocuments() {
    }

    /**
     * The full record of an equilibrium.
     *
     * @param file the file of the document, beside which others lie
     * @throws DataException naming the field that is missing or wrong
     */
    static DataRecord complete(DataRecord document, ProblemSource file) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>(document.fields());
        RecurrenceDocuments.table(document, file, fields);
        if (document.has(WEIGHTS)) {
            weights(document, fields);
        } else if (document.has(PREFIX)) {
            throw new DataException("field " + PREFIX + " of " + document.type() + " stands without " + WEIGHTS);
        }
        return JsonRecordReader.record(fields, document.type());
    }

    /** Puts the layer's parameters among the weights beside those of the document. */
    private static void weights(DataRecord document, Map<String, Object> fields) {
        if (!(document.fields().get(WEIGHTS) instanceof DataRecord given)) {
            throw new DataException("field " + WEIGHTS + " of " + document.type() + " holds no arrays by name; expected a file like "
                    + "model.npz or model.safetensors");
        }
        String prefix = document.has(PREFIX) ? document.text(PREFIX) : "";
        Optional<List<String>> known = StandardLayer.named(document.text("layer")).map(EquilibriumDocuments::parameters);
        DataRecord.Builder taken = DataRecord.of(FunctionFactory.PARAMETERS, 1);
        boolean any = false;
        for (Map.Entry<String, Object> field : given.fields().entrySet()) {
            if (field.getKey().startsWith(prefix) && field.getValue() instanceof NamedArray array) {
                String name = field.getKey().substring(prefix.length());
                if (known.isEmpty() || known.get().contains(name)) {
                    put(taken, name, array);
                    any = true;
                }
            }
        }
        if (!any) {
            throw new DataException("field " + WEIGHTS + " of " + document.type() + " has none of the layer's parameters"
                    + known.map(names -> " " + names).orElse("") + (prefix.isEmpty() ? "" : " with the prefix " + prefix) + "; there are "
                    + new TreeSet<>(given.names()));
        }
        DataRecord parameters = document.has(FunctionFactory.PARAMETERS) ? document.record(FunctionFactory.PARAMETERS)
                : FunctionFactory.NO_PARAMETERS;
        fields.keySet().removeAll(List.of(WEIGHTS, PREFIX));
        fields.put(FunctionFactory.PARAMETERS, taken.build().with(parameters));
    }

    private static void put(DataRecord.Builder parameters, String name, NamedArray array) {
        double[] values = array.length() == 1 ? RowMajor.doubles(array) : new double[0];
        if (values.length == 1 && COUNTS.contains(name)) {
            parameters.integer(name, (long) values[0]);
        } else if (values.length == 1 && NUMBERS.contains(name)) {
            parameters.number(name, values[0]);
        } else {
            parameters.array(name, array);
        }
    }

    private static List<String> parameters(StandardLayer layer) {
        return switch (layer) {
            case DENSE -> List.of("weight", "input_weight", "bias");
            case CONVOLUTIONAL -> List.of("weight", "input_weight", "bias", "height", "width");
            case MONOTONE -> List.of("factor", "skew", "margin", "input_weight", "bias");
            case SUBHOMOGENEOUS -> List.of("weight", "shift", "power", "input_weight", "bias");
            case GRAPH -> List.of("nodes", "edge_from", "edge_to", "edge_weight", "gamma", "input_weight", "bias");
            case BOLTZMANN -> List.of("factor", "groups", "margin", "input_weight", "bias");
            case HOPFIELD -> List.of("patterns", "beta");
            case PROXIMAL -> List.of("operator", "step", "threshold", "hidden_weight", "hidden_bias", "output_weight", "quadratic",
                    "sharpness");
            case SCALAR -> List.of();
        };
    }
}
