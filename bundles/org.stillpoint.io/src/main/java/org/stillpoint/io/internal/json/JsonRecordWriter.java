package org.stillpoint.io.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

/** Writes records as JSON that {@link JsonRecordReader} reads back without loss. */
public final class JsonRecordWriter {

    private static final JsonFactory FACTORY = JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private final JsonGenerator json;

    private JsonRecordWriter(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes a record.
     *
     * @param typeField the name of the field that receives the record's type
     */
    public static void write(DataRecord record, String typeField, OutputStream out) throws IOException {
        try (JsonGenerator json = generator(out)) {
            new JsonRecordWriter(json).object(record, typeField);
        }
    }

    private static JsonGenerator generator(OutputStream out) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        JsonGenerator json = FACTORY.createGenerator(out);
        json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        return json;
    }

    private void object(DataRecord record, String typeField) throws IOException {
        json.writeStartObject();
        json.writeStringField(typeField, record.type());
        json.writeNumberField(JsonRecordReader.VERSION, record.version());
        for (Map.Entry<String, Object> field : record.fields().entrySet()) {
            json.writeFieldName(field.getKey());
            value(field.getValue());
        }
        json.writeEndObject();
    }

    private void value(Object value) throws IOException {
        if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Long integer) {
            json.writeNumber(integer);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof NamedArray array) {
            array(array);
        } else if (value instanceof DataRecord record) {
            object(record, JsonRecordReader.TYPE);
        } else {
            json.writeStartArray();
            for (Object item : (List<?>) value) {
                value(item);
            }
            json.writeEndArray();
        }
    }

    private void array(NamedArray array) throws IOException {
        if (array.values() instanceof double[] values && values.length > 0 && array.shape().length > 0) {
            nested(values, array.shape(), 0, 0);
            return;
        }
        json.writeStartObject();
        json.writeStringField(JsonRecordReader.DTYPE, TypedValues.dtype(array));
        json.writeFieldName(JsonRecordReader.SHAPE);
        json.writeArray(array.shape(), 0, array.shape().length);
        json.writeArrayFieldStart(JsonRecordReader.VALUES);
        boolean real = array.values() instanceof double[] || array.values() instanceof float[];
        for (int i = 0; i < array.length(); i++) {
            if (real) {
                json.writeNumber(Array.getDouble(array.values(), i));
            } else {
                json.writeNumber(Array.getLong(array.values(), i));
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private int nested(double[] values, int[] shape, int dimension, int from) throws IOException {
        int at = from;
        json.writeStartArray();
        for (int i = 0; i < shape[dimension]; i++) {
            if (dimension == shape.length - 1) {
                json.writeNumber(values[at++]);
            } else {
                at = nested(values, shape, dimension + 1, at);
            }
        }
        json.writeEndArray();
        return at;
    }
}
