package org.stillpoint.io.internal.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.io.internal.json.JsonRecordReader;

/** The fields that a document may have by the JSON Schema of its problem type, where there is one in this bundle that lists them all. */
final class SchemaFields {

    private static final String PROPERTIES = "properties";
    private static final String OTHERS = "additionalProperties";

    private SchemaFields() {
    }

    /** The names of the fields but for those that every document may have. */
    static Optional<Set<String>> of(String type) {
        try (InputStream in = SchemaFields.class.getResourceAsStream("/schema/" + type + ".schema.json")) {
            if (in == null) {
                return Optional.empty();
            }
            DataRecord schema = JsonRecordReader.record(JsonRecordReader.read(in, type, (field, text, line) -> text).fields(), type);
            if (!schema.has(PROPERTIES) || !schema.has(OTHERS) || schema.truth(OTHERS)) {
                return Optional.empty();
            }
            Set<String> names = new TreeSet<>(schema.record(PROPERTIES).names());
            names.removeIf(name -> name.startsWith("$") || name.equals(ProblemDocument.PROBLEM));
            return Optional.of(names);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
