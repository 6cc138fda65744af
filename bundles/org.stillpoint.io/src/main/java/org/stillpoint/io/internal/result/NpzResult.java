package org.stillpoint.io.internal.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.io.internal.arrays.NpzFile;

/** A NumPy archive with one array for each field; a number becomes an array of no dimension, a list of texts one of texts. */
final class NpzResult implements ResultFormat {

    @Override
    public void write(DataRecord record, OutputStream out, String target) throws IOException {
        Map<String, Object> arrays = new LinkedHashMap<>();
        for (Map.Entry<String, Object> field : record.fields().entrySet()) {
            arrays.put(field.getKey(), array(field.getKey(), field.getValue(), target));
        }
        NpzFile.write(arrays, out);
    }

    private static Object array(String name, Object value, String target) throws ProblemFormatException {
        if (value instanceof NamedArray array) {
            return array;
        }
        if (value instanceof List<?> texts && texts.stream().allMatch(String.class::isInstance)) {
            return texts;
        }
        if (value instanceof Double number) {
            return new NamedArray(new double[] {number});
        }
        if (value instanceof Long integer) {
            return new NamedArray(new long[] {integer});
        }
        if (value instanceof Boolean truth) {
            return new NamedArray(new byte[] {(byte) (truth ? 1 : 0)});
        }
        throw new ProblemFormatException(target, 0, "field " + name + " is neither an array nor a number nor a list of texts, which a NumPy "
                + "archive cannot hold; expected a .json file");
    }

    @Override
    public DataRecord read(InputStream in, String source, String type) throws IOException {
        DataRecord.Builder record = DataRecord.of(type, 1);
        NpzFile.readWithTexts(in, source).forEach((name, value) -> {
            if (value instanceof List<?> texts) {
                record.texts(name, texts.stream().map(String.class::cast).toList());
                return;
            }
            NamedArray array = (NamedArray) value;
            if (array.shape().length > 0) {
                record.array(name, array);
            } else if (array.values() instanceof double[] number) {
                record.number(name, number[0]);
            } else if (array.values() instanceof long[] integer) {
                record.integer(name, integer[0]);
            } else if (array.values() instanceof byte[] truth) {
                record.truth(name, truth[0] != 0);
            } else {
                record.array(name, array);
            }
        });
        return record.build();
    }
}
