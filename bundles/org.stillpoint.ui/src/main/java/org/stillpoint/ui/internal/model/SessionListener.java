package org.stillpoint.ui.internal.model;

/** Hears of changes of a {@link Session}, on any thread; returns quickly. */
public interface SessionListener {

    /** Problems were opened or closed, or another one is active. */
    default void problemsChanged() {
    }

    /** Runs were started, or one has ended. */
    default void runsChanged() {
    }

    /** Other runs are selected. */
    default void selectionChanged() {
    }

    /** A solver was asked for. */
    default void preferredSolverChanged() {
    }
}
