package org.stillpoint.host.internal.registry;

import java.util.concurrent.CompletableFuture;
import org.osgi.framework.Bundle;

/**
 * How an installer lets the solvers of a bundle in and out without a caller noticing. A service of the registry.
 *
 * <p>An installation calls {@link #hold} after installing a bundle and before starting it, then {@link #publish}. A removal calls
 * {@link #retire}, waits, and stops the bundle. All calls are idempotent; a bundle that is uninstalled is forgotten. Thread-safe.
 */
public interface SolverDraining {

    /** Keeps the solvers of a bundle invisible to everybody, those that it will register too, until it is published. */
    void hold(Bundle bundle);

    /** Makes the solvers of a held bundle visible. From now on they are called, if theirs is the version that is called. */
    void publish(Bundle bundle);

    /**
     * Sends no new call and no new run to the solvers of a bundle. Where another version of an id is there it takes them.
     * Runs that were submitted before still reach the retired version.
     *
     * @return completes when the last call and the last run on these solvers has ended; cancelled by {@link #restore}
     */
    CompletableFuture<Void> retire(Bundle bundle);

    /** Takes back {@link #retire}. */
    void restore(Bundle bundle);
}
