package org.stillpoint.host.internal.install.archive;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Values of configurations whose keys may carry a type: {@code "limit:Integer": 7}. */
final class TypedValue {

    private static final Map<String, Function<String, Object>> SCALARS = Map.of("String", text -> text, "Boolean", Boolean::valueOf,
            "Integer", Integer::valueOf, "Long", Long::valueOf, "Float", Float::valueOf, "Double", Double::valueOf,
            "Short", Short::valueOf, "Byte", Byte::valueOf);

    private TypedValue() {
    }

    /** Puts a value of the type that its key asks for, without the type in the key. */
    static void put(Map<String, Object> values, String key, Object value) {
        int colon = key.indexOf(':');
        String name = colon < 0 ? key : key.substring(0, colon);
        String type = colon < 0 ? standardType(value) : key.substring(colon + 1);
        boolean array = type.endsWith("[]");
        Function<String, Object> parser = SCALARS.get(array ? type.substring(0, type.length() - 2) : type);
        if (parser == null || array != value instanceof List) {
            throw new IllegalArgumentException("configuration value " + key + " is " + value + "; expected one of the types "
                    + SCALARS.keySet().stream().sorted().toList() + ", with [] for a list");
        }
        values.put(name, array ? array((List<?>) value, parser) : parser.apply(String.valueOf(value)));
    }

    private static String standardType(Object value) {
        if (value instanceof List<?> list) {
            return (list.isEmpty() ? "String" : standardType(list.get(0))) + "[]";
        }
        if (value instanceof Boolean) {
            return "Boolean";
        }
        if (value instanceof Number number) {
            return number.doubleValue() == Math.rint(number.doubleValue()) && !(value instanceof Double) ? "Long" : "Double";
        }
        return "String";
    }

    private static Object array(List<?> list, Function<String, Object> parser) {
        Class<?> type = list.isEmpty() ? String.class : parser.apply(String.valueOf(list.get(0))).getClass();
        Object array = Array.newInstance(type, list.size());
        for (int i = 0; i < list.size(); i++) {
            Array.set(array, i, parser.apply(String.valueOf(list.get(i))));
        }
        return array;
    }
}
