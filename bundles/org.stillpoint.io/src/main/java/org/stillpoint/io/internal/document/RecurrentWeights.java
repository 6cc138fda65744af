package org.stillpoint.io.internal.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.StandardCell;

/**
 * The parameters of layers among arrays with the names of PyTorch: {@code weight_ih_l0}, {@code weight_ih_l0_reverse} for the backward
 * direction, {@code weight_ih_l1} for the next layer; without {@code _l0} where there is but one layer. What is no parameter is left.
 */
final class RecurrentWeights {

    private static final String FIELD = "field weights of recurrence: ";
    private static final String REVERSE = "_reverse";
    private static final String FIRST = "weight_hh_l0";
    private static final String PROJECTION = "weight_hr_l0";
    private static final Pattern LAYER = Pattern.compile("(.+)_l(\\d{1,4})(_reverse)?");

    private final StandardCell cell;
    private final String prefix;
    private final Map<String, NamedArray> arrays = new LinkedHashMap<>();
    private final TreeSet<String> allNames = new TreeSet<>();
    private final List<String> needed;
    private final List<String> possible;

    /**
     * Arrays by name.
     *
     * @param prefix what the names of parameters begin with, as those of modules do; empty for nothing
     */
    RecurrentWeights(String cell, DataRecord given, String prefix) {
        this.cell = StandardCell.named(cell).orElseThrow(() -> new DataException(FIELD + "there is no cell '" + cell + "' with weights; "
                + "expected one of " + Arrays.stream(StandardCell.values()).filter(known -> !needed(known).isEmpty())
                        .map(StandardCell::label).toList() + ", or the parameters of a service in the field parameters"));
        this.prefix = prefix;
        needed = needed(this.cell);
        if (needed.isEmpty()) {
            throw new DataException(FIELD + "the cell " + cell + " has no weights; expected its parameters in the field parameters");
        }
        possible = new ArrayList<>(needed);
        optional(this.cell).forEach(possible::add);
        given.fields().forEach((name, value) -> {
            if (value instanceof NamedArray array) {
                allNames.add(name);
                if (name.startsWith(prefix)) {
                    arrays.put(name.substring(prefix.length()), array);
                }
            }
        });
    }

    /** The cell whose recurrent weights have as many rows for each unit as these: an LSTM, a GRU or Elman's. */
    static Optional<StandardCell> cell(Map<String, NamedArray> arrays) {
        int[] shape = arrays.containsKey(FIRST) ? arrays.get(FIRST).shape() : new int[0];
        return shape.length != 2 || shape[1] == 0 || shape[0] % shape[1] != 0 ? Optional.empty() : switch (shape[0] / shape[1]) {
            case 1 -> Optional.of(StandardCell.ELMAN);
            case 3 -> Optional.of(StandardCell.GRU);
            case 4 -> Optional.of(StandardCell.LSTM);
            default -> Optional.empty();
        };
    }

    private static List<String> needed(StandardCell cell) {
        return switch (cell) {
            case ELMAN, ELMAN_RELU, GRU, LSTM -> List.of("weight_ih", "weight_hh");
            case PARA_GRU -> List.of("weight_ih", "recurrent");
            case PARA_LSTM -> List.of("weight_ih", "recurrent", "peephole");
            case MIN_GRU, MIN_LSTM -> List.of("weight_ih");
            case LINEAR, DIAGONAL, COMPLEX_DIAGONAL -> List.of("transition");
            case HOUSEHOLDER, LOGISTIC, EULER, RUNGE_KUTTA, IMPLICIT_EULER, MIDPOINT_EXPONENTIAL -> List.of();
        };
    }

    private static List<String> optional(StandardCell cell) {
        return switch (cell) {
            case ELMAN, ELMAN_RELU, GRU, LSTM -> List.of("bias_ih", "bias_hh");
            case LINEAR, DIAGONAL, COMPLEX_DIAGONAL -> List.of("weight_ih", "bias_ih");
            default -> List.of("bias_ih");
        };
    }

    /** An array that is no parameter of a layer, under its name with or without the prefix. */
    Optional<NamedArray> find(String name) {
        return Optional.ofNullable(arrays.get(name));
    }

    /** The records of the layers. */
    List<DataRecord> layers() {
        if (cell == StandardCell.LSTM && arrays.containsKey(PROJECTION)) {
            throw new DataException(FIELD + prefix + PROJECTION + " is a projection of the states; expected an LSTM without one");
        }
        List<DataRecord> layers = new ArrayList<>();
        boolean plain = !any("_l0") && any("");
        while (layers.isEmpty() || !plain && any("_l" + layers.size())) {
            String suffix = plain ? "" : "_l" + layers.size();
            DataRecord.Builder layer = DataRecord.of("recurrent-layer", 1).text("cell", cell.label())
                    .record("parameters", parameters(suffix));
            if (any(suffix + REVERSE)) {
                layer.record("parametersBackward", parameters(suffix + REVERSE));
            }
            layers.add(layer.build());
        }
        for (String name : arrays.keySet()) {
            Matcher layer = LAYER.matcher(name);
            if (!plain && layer.matches() && possible.contains(layer.group(1)) && Integer.parseInt(layer.group(2)) >= layers.size()) {
                throw new DataException(FIELD + "there is " + prefix + name + ", but none of layer " + layers.size());
            }
        }
        return layers;
    }

    private boolean any(String suffix) {
        return possible.stream().anyMatch(name -> arrays.containsKey(name + suffix));
    }

    private DataRecord parameters(String suffix) {
        DataRecord.Builder parameters = DataRecord.of("parameters", 1);
        for (String name : possible) {
            NamedArray array = arrays.get(name + suffix);
            if (array != null) {
                parameters.array(name, array);
            } else if (needed.contains(name)) {
                throw new DataException(FIELD + "there is no array " + prefix + name + suffix(suffix) + "; there are " + allNames
                        + hint(name + suffix(suffix)));
            }
        }
        return parameters.build();
    }

    /** What stands at the end of a name that is missed: that of the first layer, where there are no parameters at all. */
    private String suffix(String suffix) {
        return suffix.isEmpty() && !any("") ? "_l0" : suffix;
    }

    /** The prefix with which the name would be there. */
    private String hint(String name) {
        return allNames.stream().filter(found -> found.endsWith("." + name)).findFirst()
                .map(found -> "; with the field prefix '" + found.substring(0, found.length() - name.length()) + "' it is "
                        + found).orElse("");
    }
}
