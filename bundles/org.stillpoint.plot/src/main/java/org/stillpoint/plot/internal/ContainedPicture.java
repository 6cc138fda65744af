package org.stillpoint.plot.internal;

import java.lang.System.Logger.Level;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Picture;

/** A picture of a viewer that says so where it cannot be painted. What the viewer tells of it is asked once. */
final class ContainedPicture implements Picture {

    private static final System.Logger LOGGER = System.getLogger(ContainedPicture.class.getName());
    private static final int MARGIN = 8;

    private final Picture picture;
    private final String title;
    private final String description;
    private final int width;
    private final int height;

    ContainedPicture(Picture picture) {
        this.picture = picture;
        title = picture.title();
        description = picture.description();
        width = picture.width();
        height = picture.height();
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void paint(Painter painter) {
        try {
            picture.paint(painter);
        } catch (RuntimeException | LinkageError failure) {
            LOGGER.log(Level.WARNING, "The picture \"" + title + "\" cannot be painted", failure);
            painter.text(Ink.LIMIT, Anchor.START, MARGIN, Painter.TEXT_SIZE + MARGIN, "This picture cannot be painted: " + failure);
        }
    }
}
