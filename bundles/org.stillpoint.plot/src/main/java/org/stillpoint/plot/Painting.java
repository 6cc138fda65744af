package org.stillpoint.plot;

import java.util.function.Consumer;

/** A picture that is painted in one way. */
record Painting(String title, String description, int width, int height, Consumer<Painter> painting) implements Picture {

    @Override
    public void paint(Painter painter) {
        painting.accept(painter);
    }
}
