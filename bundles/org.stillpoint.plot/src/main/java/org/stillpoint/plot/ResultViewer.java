package org.stillpoint.plot;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;

/**
 * Shows problems of one type and their solutions, in reports and in windows. Published as a service with {@link ResultViewerInfo} by
 * whoever knows the problem type: the bundle of a new problem type brings its own. Thread-safe; called from threads that may take their
 * time.
 */
@ConsumerType
public interface ResultViewer {

    /** Pictures of a problem itself; none where there is nothing to be seen. */
    default List<Picture> pictures(Problem problem) {
        return List.of();
    }

    /** Pictures of the value of a solution. */
    default List<Picture> pictures(Problem problem, Recordable value) {
        return List.of();
    }

    /** Tables of what a problem is made of; none where its arrays say it all. */
    default List<ResultTable> tables(Problem problem) {
        return List.of();
    }

    /** Tables of the value of a solution, the most important first, with the names that the problem gives. */
    default List<ResultTable> tables(Problem problem, Recordable value) {
        return List.of();
    }
}
