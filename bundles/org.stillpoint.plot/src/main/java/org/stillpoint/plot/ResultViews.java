package org.stillpoint.plot;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;

/**
 * The service that asks every {@link ResultViewer} for the type of a problem, the one of the highest service ranking first. What a viewer
 * throws is logged, and the others are shown; where none shows anything of a problem or of a solution, its arrays are drawn and listed.
 * Nothing is remembered: ask again when a viewer has come or gone.
 */
@ProviderType
public interface ResultViews {

    /** Pictures of a problem itself. */
    List<Picture> pictures(Problem problem);

    /** Pictures of the value of a solution. */
    List<Picture> pictures(Problem problem, Recordable value);

    /** Tables of what a problem is made of; its arrays last. */
    List<ResultTable> tables(Problem problem);

    /** Tables of the value of a solution; at least one. */
    List<ResultTable> tables(Problem problem, Recordable value);
}
