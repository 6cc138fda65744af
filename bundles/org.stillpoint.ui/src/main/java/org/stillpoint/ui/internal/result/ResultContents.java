package org.stillpoint.ui.internal.result;

import java.util.List;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultViews;
import org.stillpoint.ui.internal.host.Host;

/**
 * What is shown of a solution.
 *
 * @param pictures its pictures
 * @param tables its tables
 * @param remark why there is nothing or not everything; empty if there is
 */
record ResultContents(List<Picture> pictures, List<ResultTable> tables, String remark) {

    /** Nothing, and why. */
    static ResultContents none(String remark) {
        return new ResultContents(List.of(), List.of(), remark);
    }

    /** Looks at a solution; takes its time. */
    static ResultContents of(Problem problem, Recordable value, Host host) {
        try {
            ResultViews views = host.views().orElse(null);
            return views == null ? none(host.missing(ResultViews.class))
                    : new ResultContents(views.pictures(problem, value), views.tables(problem, value), "");
        } catch (RuntimeException | LinkageError | OutOfMemoryError ofForeignCode) {
            return none(NLS.bind(Messages.unshown, ofForeignCode));
        }
    }
}
