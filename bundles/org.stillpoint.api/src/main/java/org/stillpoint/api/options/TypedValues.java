package org.stillpoint.api.options;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;

/** Answers the methods of an annotation type from values that are ready. */
record TypedValues(Class<?> type, Map<String, Object> values) implements InvocationHandler {

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        Object value = values.get(method.getName());
        if (value != null) {
            return value;
        }
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "annotationType" -> type.asSubclass(Annotation.class);
            default -> type.getSimpleName() + values;
        };
    }
}
