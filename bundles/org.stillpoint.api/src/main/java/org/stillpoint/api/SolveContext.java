package org.stillpoint.api;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ProviderType;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.data.Recordable;

/** What a solver may ask of its host during one call of {@link Solver#solve}. Valid only until that call returns. */
@ProviderType
public interface SolveContext extends Functions {

    /** The dense linear algebra to use. */
    Blas blas();

    /**
     * The options of this run, checked and complete.
     *
     * @param type the solver's Metatype annotation type
     * @throws IllegalArgumentException if the type is not the one that the solver is designated with
     */
    <O> O options(Class<O> type);

    /** The number of threads to use, the calling one included; at least 1. */
    int parallelism();

    /** The seed of every random choice. */
    long seed();

    /**
     * Threads of the host for at most {@code parallelism() - 1} tasks at a time, beside the calling thread. A solver waits
     * for its tasks before it returns.
     */
    Executor executor();

    /** The value to start from, if the caller gave one: a warm start. */
    <S extends Recordable> Optional<S> start(Class<S> type);

    /**
     * Reports progress and asks whether to go on. Cheap enough for every iteration: it takes some ten nanoseconds and does
     * not allocate. Called from the solving thread only.
     *
     * @param iteration the number of iterations done, never falling
     * @param residual the residual of the current iterate in the measure that the tolerance bounds; NaN where it is unknown
     * @return false once the run is cancelled or out of time: the solver then returns its best iterate with the status
     *     {@link #interruption()}
     */
    boolean proceed(long iteration, double residual);

    /**
     * Reports progress as {@link #proceed(long, double)} does, for methods whose iterations do not all take one evaluation of the
     * operator.
     *
     * @param iteration the number of iterations done, never falling
     * @param evaluations the operator evaluations done, never falling; a component of a sum of n counts as 1 / n
     * @param residual the residual of the current iterate
     * @return false once the run is cancelled or out of time
     */
    default boolean proceed(long iteration, double evaluations, double residual) {
        return proceed(iteration, residual);
    }

    /**
     * Tells what part of the work is done, for methods that know it, such as those that go through a sequence window by window; it is
     * shown with the next progress. As cheap as {@link #proceed(long, double)}. Called from the solving thread only.
     *
     * @param fraction from 0 to 1, never falling
     */
    default void reached(double fraction) {
    }

    /** {@link Status#CANCELLED} or {@link Status#TIME_LIMIT} once {@link #proceed} has returned false. */
    Status interruption();
}
