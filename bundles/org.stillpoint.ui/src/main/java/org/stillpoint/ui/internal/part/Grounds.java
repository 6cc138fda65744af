package org.stillpoint.ui.internal.part;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.stillpoint.plot.Palette;
import org.stillpoint.ui.internal.paint.PaintResources;

/** The ground of texts: the dark theme colours it otherwise than what they stand on, the light one leaves both to the system. */
public final class Grounds {

    private Grounds() {
    }

    /** Gives a text the ground of what it stands on. */
    public static void adopt(Control text, Composite area) {
        boolean dark = PaintResources.palette(area.getBackground()) == Palette.DARK;
        text.setBackground(dark ? area.getBackground() : null);
    }
}
