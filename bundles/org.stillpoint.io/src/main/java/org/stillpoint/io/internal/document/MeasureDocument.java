package org.stillpoint.io.internal.document;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemSource;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.io.internal.arrays.ArrayFiles;
import org.stillpoint.io.internal.image.Image;
import org.stillpoint.io.internal.image.ImageMeasure;
import org.stillpoint.io.internal.json.JsonRecordReader;

/**
 * A measure in a document: an array of weights; a matrix of points, all of the same weight; an object with {@code weights} and
 * {@code points}, where the points may be the names of columns, one for each coordinate; or an object with an {@code image}.
 */
final class MeasureDocument {

    private static final Set<String> FIELDS = Set.of("weights", "points", "names", "normalise", "pictureWidth");
    private static final Set<String> IMAGE_FIELDS = Set.of("image", "as", "points");
    private static final String IMAGE = "image";
    private static final long USUAL_POINTS = 1024;

    private final String place;
    private final Object value;
    private final ProblemSource source;

    /**
     * A measure.
     *
     * @param document the document
     * @param field the field that holds the measure
     * @param source the file of the document, beside which others lie
     */
    MeasureDocument(DataRecord document, String field, ProblemSource source) {
        place = "field " + field + " of " + document.type();
        value = document.fields().get(field);
        this.source = source;
    }

    /**
     * The full record.
     *
     * @param onGrid whether the weights are those of all points of a grid, so that none may be left out
     */
    DataRecord record(boolean onGrid) throws IOException {
        try {
            if (value instanceof NamedArray array) {
                return array.shape().length == 2 && !onGrid ? DataRecord.of(Measure.TYPE, 1).array("points", array).build()
                        : weights(array).build();
            }
            if (value instanceof DataRecord record) {
                return record.has(IMAGE) ? image(record, onGrid) : object(record);
            }
            if (value instanceof String file && Image.isName(file)) {
                return image(DataRecord.of(Measure.TYPE, 1).text(IMAGE, file).build(), onGrid);
            }
        } catch (DataException refused) {
            String message = refused.getMessage();
            throw new DataException(message.startsWith(place) ? message : place + ": " + message, refused);
        }
        throw new DataException(place + " is no measure; expected an array of weights, a matrix of points, or an object with weights, "
                + "points or an image");
    }

    /** The numbers of weights along each axis of the grid that they are given on; none where they are no array. */
    int[] shape() throws IOException {
        if (value instanceof NamedArray array) {
            return array.shape();
        }
        if (value instanceof DataRecord record && record.fields().get("weights") instanceof NamedArray array) {
            return array.shape();
        }
        if (value instanceof String file && Image.isName(file)) {
            return weights(imageMeasure(file, USUAL_POINTS), "darkness").shape();
        }
        if (value instanceof DataRecord record && record.has(IMAGE)) {
            return weights(imageMeasure(record.text(IMAGE), points(record)), kind(record)).shape();
        }
        return new int[0];
    }

    private static DataRecord.Builder weights(NamedArray array) {
        return DataRecord.of(Measure.TYPE, 1).array("weights", new NamedArray(array.values(), array.length()));
    }

    private DataRecord object(DataRecord record) throws IOException {
        checkNames(record, FIELDS);
        Map<String, Object> fields = new LinkedHashMap<>(record.fields());
        if (fields.get("points") instanceof List<?> columns && !columns.isEmpty()) {
            fields.put("points", columns(record.texts("points")));
        } else if (fields.get("points") instanceof NamedArray array && array.shape().length == 1) {
            fields.put("points", new NamedArray(array.values(), array.length(), 1));
        }
        if (fields.get("weights") instanceof NamedArray array) {
            fields.put("weights", new NamedArray(array.values(), array.length()));
        }
        return JsonRecordReader.record(fields, Measure.TYPE);
    }

    /** Points whose coordinates are columns of their own. */
    private NamedArray columns(List<String> references) throws IOException {
        double[][] columns = new double[references.size()][];
        for (int k = 0; k < columns.length; k++) {
            if (!ArrayFiles.isReference(references.get(k)) || !(ArrayFiles.read(source, references.get(k)) instanceof NamedArray column)) {
                throw new DataException("points has '" + references.get(k) + "'; expected the name of an array, like file.csv#column");
            }
            columns[k] = DataRecord.of("columns", 1).array("column", column).build().numbers("column");
            if (columns[k].length != columns[0].length) {
                throw new DataException("'" + references.get(k) + "' has " + columns[k].length + " values; expected " + columns[0].length
                        + " as in '" + references.get(0) + "'");
            }
        }
        double[] points = new double[columns.length * columns[0].length];
        for (int i = 0; i < points.length; i++) {
            points[i] = columns[i % columns.length][i / columns.length];
        }
        return new NamedArray(points, columns[0].length, columns.length);
    }

    private DataRecord image(DataRecord record, boolean onGrid) throws IOException {
        checkNames(record, IMAGE_FIELDS);
        String kind = kind(record);
        ImageMeasure measure = imageMeasure(record.text(IMAGE), points(record));
        if (kind.equals("colours")) {
            return measure.colours();
        }
        NamedArray weights = weights(measure, kind);
        return onGrid ? weights(weights).build() : measure.cloud(weights);
    }

    private static NamedArray weights(ImageMeasure measure, String kind) {
        return kind.equals("brightness") ? measure.brightness() : measure.darkness();
    }

    private ImageMeasure imageMeasure(String file, long points) throws IOException {
        if (!Image.isName(file)) {
            throw new DataException("'" + file + "' is no picture; expected the name of a file that ends in one of "
                    + new TreeSet<>(Image.EXTENSIONS));
        }
        try {
            return new ImageMeasure(Image.read(source.sibling(file)), points);
        } catch (NoSuchFileException missing) {
            throw new DataException("'" + file + "': there is no such file beside the document", missing);
        } catch (NoClassDefFoundError withoutDesktop) {
            throw new DataException("'" + file + "': this Java has no module java.desktop, without which no pictures can be read",
                    withoutDesktop);
        }
    }

    private static String kind(DataRecord record) {
        String kind = record.has("as") ? record.text("as") : "darkness";
        if (!Set.of("darkness", "brightness", "colours").contains(kind)) {
            throw new DataException("as is '" + kind + "'; expected darkness, brightness or colours");
        }
        return kind;
    }

    private static long points(DataRecord record) {
        long points = record.has("points") ? record.integer("points") : USUAL_POINTS;
        if (points < 1) {
            throw new DataException("points is " + points + "; expected the most points to be taken, at least 1");
        }
        return points;
    }

    private static void checkNames(DataRecord record, Set<String> known) {
        for (String name : record.names()) {
            if (!known.contains(name)) {
                throw new DataException("the unknown field " + name + "; expected one of " + new TreeSet<>(known));
            }
        }
    }
}
