package org.stillpoint.plot;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Where values lie along an axis, from 0 at its start to 1 at its end, and which of them are marked there. */
@ProviderType
public interface Scale {

    /** Where a value lies. */
    double position(double value);

    /** The value that lies at a position. */
    double value(double position);

    /** The values to mark, rising, at most about so many. */
    List<Double> ticks(int most);
}
