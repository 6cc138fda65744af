package org.stillpoint.recurrence.internal.cell.dense;

import java.util.function.Supplier;

/** What the first who asks for it makes. Others who ask meanwhile wait, but nobody waits who asks for another thing. */
final class MadeOnce<T> {

    private final Supplier<T> maker;
    private T made;

    MadeOnce(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }
}
