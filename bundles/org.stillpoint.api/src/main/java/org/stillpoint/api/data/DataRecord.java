package org.stillpoint.api.data;

import java.lang.reflect.Array;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Named data of a named, versioned type: the fields are truth values, integers, numbers, texts, lists of texts, arrays of
 * primitives with a shape, and further records. Immutable but for the arrays, which are shared, not copied.
 */
public final class DataRecord {

    private final String type;
    private final int version;
    private final Map<String, Object> fields;

    private DataRecord(Builder builder) {
        type = builder.type;
        version = builder.version;
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(builder.fields));
    }

    /**
     * Starts a record.
     *
     * @param type the name of what is recorded
     * @param version the version of its fields, from 1
     */
    public static Builder of(String type, int version) {
        return new Builder(type, version);
    }

    /** The name of what is recorded. */
    public String type() {
        return type;
    }

    /** The version of the fields. */
    public int version() {
        return version;
    }

    /** The names of the fields in the order they were given. */
    public Set<String> names() {
        return fields.keySet();
    }

    /** The fields by name: Boolean, Long, Double, String, List of String, {@link NamedArray}, DataRecord or List of DataRecord. */
    public Map<String, Object> fields() {
        return fields;
    }

    /** The same record with the fields of another one in place of those of the same names, or behind them. */
    public DataRecord with(DataRecord others) {
        Builder record = of(type, version);
        record.fields.putAll(fields);
        record.fields.putAll(others.fields);
        return record.build();
    }

    /** Whether there is a field of that name. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /**
     * Checks what this is a record of.
     *
     * @throws DataException if the type differs or the version is newer than {@code newest}
     */
    public void require(String expectedType, int newest) {
        if (!type.equals(expectedType)) {
            throw new DataException("expected a record of type " + expectedType + ", got " + type);
        }
        if (version < 1 || version > newest) {
            throw new DataException(type + " has version " + version + "; this program reads versions 1 to " + newest);
        }
    }

    /** A truth value. */
    public boolean truth(String name) {
        return field(name, Boolean.class, "a truth value");
    }

    /** An integer. */
    public long integer(String name) {
        return field(name, Long.class, "an integer");
    }

    /** A number; an integer is taken as one. */
    public double number(String name) {
        Object value = fields.get(name);
        return value instanceof Long integer ? integer : field(name, Double.class, "a number");
    }

    /** A text. */
    public String text(String name) {
        return field(name, String.class, "a text");
    }

    /** A constant of an enumeration, by its name. */
    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        try {
            return Enum.valueOf(type, text(name));
        } catch (IllegalArgumentException unknown) {
            throw new DataException(place(name) + " is " + text(name) + "; expected one of "
                    + List.of(type.getEnumConstants()), unknown);
        }
    }

    /** A list of texts. */
    public List<String> texts(String name) {
        List<?> list = field(name, List.class, "a list of texts");
        list.forEach(item -> check(name, item, String.class, "a list of texts"));
        return list.stream().map(String.class::cast).toList();
    }

    /** A record. */
    public DataRecord record(String name) {
        return field(name, DataRecord.class, "a record");
    }

    /** A list of records. */
    public List<DataRecord> records(String name) {
        List<?> list = field(name, List.class, "a list of records");
        list.forEach(item -> check(name, item, DataRecord.class, "a list of records"));
        return list.stream().map(DataRecord.class::cast).toList();
    }

    /** An array with its shape. */
    public NamedArray array(String name) {
        return field(name, NamedArray.class, "an array");
    }

    /** An array of doubles, whatever its shape. */
    public double[] doubles(String name) {
        return check(name, array(name).values(), double[].class, "an array of doubles");
    }

    /** An array of numbers as doubles, whatever its shape and its type: a copy unless it holds doubles; an empty list is one of none. */
    public double[] numbers(String name) {
        if (fields.get(name) instanceof List<?> list && list.isEmpty()) {
            return new double[0];
        }
        Object values = array(name).values();
        if (values instanceof double[] doubles) {
            return doubles;
        }
        double[] numbers = new double[Array.getLength(values)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Array.getDouble(values, i);
        }
        return numbers;
    }

    /** An array of floats, whatever its shape. */
    public float[] floats(String name) {
        return check(name, array(name).values(), float[].class, "an array of floats");
    }

    /** An array of longs, whatever its shape. */
    public long[] longs(String name) {
        return check(name, array(name).values(), long[].class, "an array of longs");
    }

    /** An array of ints, whatever its shape. */
    public int[] ints(String name) {
        return check(name, array(name).values(), int[].class, "an array of ints");
    }

    /** An array of bytes, whatever its shape. */
    public byte[] bytes(String name) {
        return check(name, array(name).values(), byte[].class, "an array of bytes");
    }

    private <T> T field(String name, Class<T> type, String expected) {
        Object value = fields.get(name);
        if (value == null) {
            throw new DataException(place(name) + " is missing; expected " + expected);
        }
        return check(name, value, type, expected);
    }

    private <T> T check(String name, Object value, Class<T> type, String expected) {
        if (!type.isInstance(value)) {
            throw new DataException(place(name) + " is " + describe(value) + "; expected " + expected);
        }
        return type.cast(value);
    }

    private static String describe(Object value) {
        if (value instanceof List<?> list && list.isEmpty()) {
            return "empty";
        }
        return value instanceof NamedArray || value.getClass().isArray() ? value.getClass().getSimpleName() : "'" + value + "'";
    }

    private String place(String name) {
        return "field " + name + " of " + type;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DataRecord that && type.equals(that.type) && version == that.version
                && List.copyOf(fields.entrySet()).equals(List.copyOf(that.fields.entrySet()));
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, version, fields);
    }

    @Override
    public String toString() {
        return type + fields;
    }

    /** Collects the fields of a {@link DataRecord}. */
    public static final class Builder {

        private final String type;
        private final int version;
        private final Map<String, Object> fields = new LinkedHashMap<>();

        private Builder(String type, int version) {
            this.type = Objects.requireNonNull(type, "type");
            this.version = version;
        }

        /** A truth value. */
        public Builder truth(String name, boolean value) {
            return put(name, value);
        }

        /** An integer. */
        public Builder integer(String name, long value) {
            return put(name, value);
        }

        /** A number. */
        public Builder number(String name, double value) {
            return put(name, value);
        }

        /** A text. */
        public Builder text(String name, String value) {
            return put(name, value);
        }

        /** A list of texts. */
        public Builder texts(String name, List<String> value) {
            return put(name, List.copyOf(value));
        }

        /** A record. */
        public Builder record(String name, DataRecord value) {
            return put(name, value);
        }

        /** A list of records. */
        public Builder records(String name, List<DataRecord> value) {
            return put(name, List.copyOf(value));
        }

        /** A vector of doubles. */
        public Builder doubles(String name, double[] values) {
            return array(name, new NamedArray(values, values.length));
        }

        /** A vector of longs. */
        public Builder longs(String name, long[] values) {
            return array(name, new NamedArray(values, values.length));
        }

        /** A vector of ints. */
        public Builder ints(String name, int[] values) {
            return array(name, new NamedArray(values, values.length));
        }

        /** An array with its shape. */
        public Builder array(String name, NamedArray value) {
            return put(name, value);
        }

        /** The fields of another record. */
        public Builder fields(DataRecord other) {
            other.fields.forEach(this::put);
            return this;
        }

        private Builder put(String name, Object value) {
            Objects.requireNonNull(value, name);
            if (fields.putIfAbsent(Objects.requireNonNull(name, "name"), value) != null) {
                throw new IllegalArgumentException("field " + name + " of " + type + " is given twice");
            }
            return this;
        }

        /** The record. */
        public DataRecord build() {
            return new DataRecord(this);
        }
    }
}
