package org.stillpoint.host.internal.context;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stillpoint.api.options.Options;

/**
 * The checked options of a call, and their typed form once a solver has asked for it. Conversion costs far more than a small solve
 * and an instance of {@link Options#typed} converts again at every access; so the values are converted once and kept.
 */
public final class TypedOptions {

    private final Map<String, Object> complete;
    private final Set<String> declared;
    private final Map<Class<?>, Object> typed = new ConcurrentHashMap<>(2);

    /**
     * Creates options.
     *
     * @param complete a value for every option
     * @param declared the names that the solver declared itself
     */
    public TypedOptions(Map<String, Object> complete, Set<String> declared) {
        this.complete = complete;
        this.declared = declared;
    }

    /** A value for every option, unmodifiable. */
    public Map<String, Object> values() {
        return complete;
    }

    /** The integer of that name. */
    long integer(String name) {
        return (Long) complete.get(name);
    }

    <O> O as(Class<O> type) {
        Object known = typed.get(type);
        return type.cast(known == null ? typed.computeIfAbsent(type, this::convert) : known);
    }

    private Object convert(Class<?> type) {
        Map<String, Object> own = new LinkedHashMap<>(complete);
        own.keySet().retainAll(declared);
        Set<String> names = new HashSet<>();
        for (Method method : type.getDeclaredMethods()) {
            names.add(method.getName());
        }
        if (!names.equals(declared)) {
            throw new IllegalArgumentException("the solver asks for " + type.getName() + " with the options " + names
                    + ", but it is designated with the options " + declared);
        }
        Object converted = Options.typed(type, own);
        Map<String, Object> results = new HashMap<>();
        try {
            for (Method method : type.getDeclaredMethods()) {
                method.setAccessible(true);
                results.put(method.getName(), method.invoke(converted));
            }
        } catch (ReflectiveOperationException failed) {
            throw new IllegalArgumentException("the options do not convert to " + type.getName() + ": " + failed.getCause(), failed);
        }
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Values(type, results));
    }

    private record Values(Class<?> type, Map<String, Object> results) implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            Object result = results.get(method.getName());
            if (result != null) {
                return result;
            }
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "toString" -> type.getName() + results;
                case "annotationType" -> type.asSubclass(Annotation.class);
                default -> throw new IllegalArgumentException(type.getName() + " has no default for " + method.getName());
            };
        }
    }
}
