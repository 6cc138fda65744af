package org.stillpoint.plot.internal.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.MatrixField;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.internal.drawing.MatrixPicture;
import org.stillpoint.plot.internal.drawing.VectorPicture;

/** Pictures of the arrays of any record: matrices by their entries, vectors over their numbers; the first few of them. */
public final class RecordPictures {

    private static final int MOST = 4;
    private static final int LEAST_VALUES = 3;

    private RecordPictures() {
    }

    /** The pictures of something recordable. */
    public static List<Picture> of(Recordable recordable) {
        List<Picture> pictures = new ArrayList<>();
        add(pictures, "", recordable.toRecord());
        return List.copyOf(pictures);
    }

    private static void add(List<Picture> pictures, String prefix, DataRecord record) {
        record.fields().forEach((name, value) -> {
            if (pictures.size() >= MOST) {
                return;
            }
            String title = capital(prefix + Figures.words(name));
            if (value instanceof NamedArray array && array.values() instanceof double[] values) {
                array(title, values, array.shape()).ifPresent(pictures::add);
            } else if (value instanceof DataRecord part && part.has("columnStarts")) {
                sparse(title, record, name).ifPresent(pictures::add);
            } else if (value instanceof DataRecord part) {
                add(pictures, prefix + Figures.words(name) + ", ", part);
            }
        });
    }

    private static Optional<Picture> array(String title, double[] values, int[] shape) {
        int columns = shape.length < 2 ? 1 : shape[shape.length - 1];
        int rows = shape.length < 2 ? values.length : shape[shape.length - 2];
        if (values.length < LEAST_VALUES) {
            return Optional.empty();
        }
        if (Math.min(rows, columns) < 2 && values.length == rows * columns) {
            return VectorPicture.of(title, values, List.of(), "number");
        }
        boolean part = values.length > (long) rows * columns;
        return MatrixPicture.dense(part ? title + ", the first of several" : title, values, 0, rows, columns, List.of(), List.of());
    }

    private static Optional<Picture> sparse(String title, DataRecord record, String name) {
        try {
            return MatrixField.read(record, name) instanceof DMatrixSparseCSC matrix
                    ? MatrixPicture.sparse(title, matrix, List.of(), List.of()) : Optional.empty();
        } catch (DataException noMatrix) {
            return Optional.empty();
        }
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
