package org.stillpoint.blas.support;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * A bounded set of workspaces, lent for one call. Thread-safe. Unlike thread-local variables it holds no more than the machine has use for,
 * and leaves nothing behind in threads that outlive the bundle.
 */
public final class WorkspacePool<W> {
    private final Supplier<W> factory;
    private final AtomicReferenceArray<W> slots;

    /** A pool that makes workspaces as they are needed. */
    public WorkspacePool(Supplier<W> factory) {
        this.factory = factory;
        slots = new AtomicReferenceArray<>(2 * Runtime.getRuntime().availableProcessors());
    }

    /** Takes a workspace out, or makes one. */
    public W take() {
        int length = slots.length();
        for (int i = 0; i < length; i++) {
            if (slots.getPlain(i) != null) {
                W workspace = slots.getAndSet(i, null);
                if (workspace != null) {
                    return workspace;
                }
            }
        }
        return factory.get();
    }

    /** Puts a workspace back; one too many is forgotten. */
    public void give(W workspace) {
        int length = slots.length();
        for (int i = 0; i < length; i++) {
            if (slots.getPlain(i) == null && slots.compareAndSet(i, null, workspace)) {
                return;
            }
        }
    }
}
