package org.stillpoint.api.options;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.util.converter.Converters;

/** Typed options from checked values. */
public final class Options {

    /** Every solver calls its tolerance by this name. */
    public static final String TOLERANCE = "tolerance";
    /** Every solver calls its iteration limit by this name. */
    public static final String MAX_ITERATIONS = "maxIterations";
    /** Option of every solver: the number of threads; 0 for as many as there are cores. */
    public static final String THREADS = "threads";
    /** Option of every solver: the seed of random choices. */
    public static final String SEED = "seed";

    private Options() {
    }

    /**
     * An instance of a Metatype annotation type: the given values, and the type's defaults for the rest, each converted once.
     *
     * @throws OptionException if the type has no method of one of the names
     * @throws IllegalArgumentException if a method has neither a value nor a default
     */
    public static <O> O typed(Class<O> type, Map<String, ?> values) {
        Map<String, Object> complete = new LinkedHashMap<>();
        for (Method method : type.getDeclaredMethods()) {
            complete.put(method.getName(), method.getDefaultValue());
        }
        values.forEach((name, value) -> {
            if (!complete.containsKey(name)) {
                throw new OptionException(name, "there is no option " + name + "; there are " + complete.keySet());
            }
            complete.put(name, value);
        });
        Map<String, Object> results = new HashMap<>();
        for (Method method : type.getDeclaredMethods()) {
            results.put(method.getName(), converted(method, complete.get(method.getName())));
        }
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new TypedValues(type, results)));
    }

    private static Object converted(Method method, Object value) {
        Class<?> type = method.getReturnType();
        if (value == null) {
            throw new IllegalArgumentException(method.getDeclaringClass().getName() + " has no default for " + method.getName());
        }
        return Converters.standardConverter().convert(constant(type, value)).to(method.getGenericReturnType());
    }

    /** The converter reaches constants of public enumerations only, and options types are internal to their bundle. */
    private static Object constant(Class<?> type, Object value) {
        if (!type.isEnum() || type.isInstance(value)) {
            return value;
        }
        return Arrays.stream(type.getEnumConstants()).filter(candidate -> ((Enum<?>) candidate).name().equals(value)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + value + "' is not one of "
                        + Arrays.toString(type.getEnumConstants())));
    }
}
