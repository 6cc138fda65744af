package org.stillpoint.host.internal.context;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stillpoint.api.options.Options;

/**
 * The checked options of a call, and their typed form once a solver has asked for it. Conversion costs far more than a small solve,
 * so the typed form is kept.
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
        return Options.typed(type, own);
    }
}
