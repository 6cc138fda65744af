package org.stillpoint.plot.internal;

import java.util.List;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultViewer;

/**
 * A viewer of problems and values of certain classes; others, that only have the name of the problem type in common, it does not show.
 *
 * @param <P> the problem
 * @param <S> the value of a solution
 */
public abstract class TypedViewer<P extends Problem, S extends Recordable> implements ResultViewer {

    private final Class<P> problemClass;
    private final Class<S> valueClass;

    /** A viewer of two classes. */
    protected TypedViewer(Class<P> problemClass, Class<S> valueClass) {
        this.problemClass = problemClass;
        this.valueClass = valueClass;
    }

    /** Pictures of a problem. */
    protected List<Picture> picturesOf(P problem) {
        return List.of();
    }

    /** Pictures of a value, which need not fit the problem. */
    protected List<Picture> picturesOf(P problem, S value) {
        return List.of();
    }

    /** Tables of a problem. */
    protected List<ResultTable> tablesOf(P problem) {
        return List.of();
    }

    /** Tables of a value, which need not fit the problem. */
    protected List<ResultTable> tablesOf(P problem, S value) {
        return List.of();
    }

    @Override
    public final List<Picture> pictures(Problem problem) {
        return problemClass.isInstance(problem) ? picturesOf(problemClass.cast(problem)) : List.of();
    }

    @Override
    public final List<Picture> pictures(Problem problem, Recordable value) {
        return problemClass.isInstance(problem) && valueClass.isInstance(value)
                ? picturesOf(problemClass.cast(problem), valueClass.cast(value)) : List.of();
    }

    @Override
    public final List<ResultTable> tables(Problem problem) {
        return problemClass.isInstance(problem) ? tablesOf(problemClass.cast(problem)) : List.of();
    }

    @Override
    public final List<ResultTable> tables(Problem problem, Recordable value) {
        return problemClass.isInstance(problem) && valueClass.isInstance(value)
                ? tablesOf(problemClass.cast(problem), valueClass.cast(value)) : List.of();
    }
}
