package org.stillpoint.api.problem.recurrence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

/**
 * The parameters of layers as fields of one record, named as PyTorch names them: {@code weight_ih_l0}, {@code weight_ih_l0_reverse},
 * {@code weight_ih_l1}, so that an archive of them can be read as weights again. The array {@code cells} holds what there is beside them:
 * the bytes of a line for each direction of each layer, {@code l0 gru}.
 */
final class LayerFields {

    private static final String CELLS = "cells";

    private LayerFields() {
    }

    /** Adds the fields of layers whose parameters are all arrays. */
    static void write(DataRecord.Builder record, List<RecurrentLayer> layers) {
        StringBuilder cells = new StringBuilder();
        for (int i = 0; i < layers.size(); i++) {
            RecurrentLayer layer = layers.get(i);
            for (int direction = 0; direction < layer.directions(); direction++) {
                String suffix = suffix(i, direction);
                cells.append(cells.isEmpty() ? "" : "\n").append(suffix).append(' ').append(layer.cell());
                DataRecord parameters = layer.parameters(direction);
                for (String name : parameters.names()) {
                    record.array(name + "_" + suffix, parameters.array(name));
                }
            }
        }
        byte[] bytes = cells.toString().getBytes(StandardCharsets.UTF_8);
        record.array(CELLS, new NamedArray(bytes, bytes.length));
    }

    /** Reads layers back. */
    static List<RecurrentLayer> read(DataRecord record) {
        String[] lines = new String(record.bytes(CELLS), StandardCharsets.UTF_8).split("\n");
        List<RecurrentLayer> layers = new ArrayList<>();
        for (int line = 0; line < lines.length; line++) {
            String suffix = suffix(layers.size(), 0);
            if (!lines[line].startsWith(suffix + " ")) {
                throw new DataException("field " + CELLS + " of " + record.type() + " has the line '" + lines[line] + "'; expected "
                        + suffix + " and the name of a cell");
            }
            String cell = lines[line].substring(suffix.length() + 1);
            boolean both = line + 1 < lines.length && lines[line + 1].equals(suffix(layers.size(), 1) + " " + cell);
            layers.add(new RecurrentLayer(cell, parameters(record, suffix),
                    both ? Optional.of(parameters(record, suffix(layers.size(), 1))) : Optional.empty()));
            line += both ? 1 : 0;
        }
        return layers;
    }

    private static DataRecord parameters(DataRecord record, String suffix) {
        DataRecord.Builder parameters = DataRecord.of("parameters", 1);
        for (String name : record.names()) {
            if (name.endsWith("_" + suffix)) {
                parameters.array(name.substring(0, name.length() - suffix.length() - 1), record.array(name));
            }
        }
        return parameters.build();
    }

    private static String suffix(int layer, int direction) {
        return "l" + layer + (direction == 0 ? "" : "_reverse");
    }
}
