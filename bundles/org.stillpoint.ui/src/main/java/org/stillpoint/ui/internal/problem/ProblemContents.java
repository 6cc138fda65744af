package org.stillpoint.ui.internal.problem;

import java.util.List;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultViews;
import org.stillpoint.ui.internal.host.Host;
import org.stillpoint.ui.internal.model.OpenProblem;

/**
 * What is shown of a problem.
 *
 * @param parts its parts in words
 * @param pictures its pictures; none where there is nothing to be seen
 * @param failure why something cannot be shown; empty if everything can
 */
record ProblemContents(List<ProblemPart> parts, List<Picture> pictures, String failure) {

    /** Looks at a problem; takes its time. */
    static ProblemContents of(OpenProblem problem, Host host) {
        List<ProblemPart> parts = List.of();
        try {
            parts = ProblemPart.of(problem.problem().toRecord());
            ResultViews views = host.views().orElse(null);
            return views == null ? new ProblemContents(parts, List.of(), host.missing(ResultViews.class))
                    : new ProblemContents(parts, views.pictures(problem.problem()), "");
        } catch (RuntimeException | LinkageError | OutOfMemoryError ofForeignCode) {
            return new ProblemContents(parts, List.of(), NLS.bind(Messages.unshown, problem.label(), ofForeignCode));
        }
    }
}
