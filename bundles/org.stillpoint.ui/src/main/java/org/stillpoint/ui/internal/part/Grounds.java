package org.stillpoint.ui.internal.part;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.stillpoint.plot.Palette;
import org.stillpoint.ui.internal.paint.PaintResources;

/** The ground of texts: the dark theme colours it otherwise than what they stand on, the light one leaves both to the system. */
public final class Grounds {

    private static final String ADOPTED = Grounds.class.getName();

    private Grounds() {
    }

    /** Gives a text the ground of what it stands on, also when the theme changes to a dark one. */
    public static void adopt(Control text, Composite area) {
        if (!takeDark(text, area)) {
            text.setBackground(null);
        }
        if (text.getData(ADOPTED) == null) {
            text.setData(ADOPTED, true);
            area.addPaintListener(event -> takeDark(text, area));
        }
    }

    private static boolean takeDark(Control text, Composite area) {
        boolean dark = PaintResources.palette(area.getBackground()) == Palette.DARK;
        if (dark && !text.getBackground().equals(area.getBackground())) {
            text.setBackground(area.getBackground());
        }
        return dark;
    }
}
