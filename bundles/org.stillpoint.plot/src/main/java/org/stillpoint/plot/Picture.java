package org.stillpoint.plot;

import org.osgi.annotation.versioning.ConsumerType;

/** A picture of a size of its own, that a medium scales as it likes. Immutable. */
@ConsumerType
public interface Picture {

    /** The heading. */
    String title();

    /** What can be seen, in a sentence, for people who cannot see it. */
    String description();

    /** The width in units of the picture. */
    int width();

    /** The height in units of the picture. */
    int height();

    /** Paints the picture; can be called any number of times. Quick, since windows call it where nothing else goes on. */
    void paint(Painter painter);
}
