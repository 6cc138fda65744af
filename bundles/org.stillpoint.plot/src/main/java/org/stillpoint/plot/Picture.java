package org.stillpoint.plot;

import java.util.function.Consumer;
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

    /** A picture of a size that is painted in one way. */
    static Picture of(String title, String description, int width, int height, Consumer<Painter> painting) {
        return new Painting(title, description, width, height, painting);
    }

    /** Paints the picture; can be called any number of times. Quick, since windows call it where nothing else goes on. */
    void paint(Painter painter);
}
