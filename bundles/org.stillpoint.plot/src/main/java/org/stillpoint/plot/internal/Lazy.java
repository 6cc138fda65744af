package org.stillpoint.plot.internal;

import java.util.function.Supplier;

/**
 * A value that is made when it is first asked for.
 *
 * @param <T> the value
 */
public final class Lazy<T> {

    private Supplier<T> maker;
    private T value;

    /** A value by what makes it. */
    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    /** The value. */
    public synchronized T get() {
        if (maker != null) {
            value = maker.get();
            maker = null;
        }
        return value;
    }
}
