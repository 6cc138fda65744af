package org.stillpoint.ui.internal.part;

import org.eclipse.jface.util.Util;
import org.eclipse.swt.widgets.Button;

/** Leaves the colours of buttons to GTK, which has dark ones too: those of a theme are the same whether a button is enabled or not. */
public final class PlatformColours {

    /** What the engine of the themes looks for in a widget that it is to leave alone. */
    private static final String NOT_THEMED = "org.eclipse.e4.ui.css.disabled";

    private PlatformColours() {
    }

    /** Lets a button that is sometimes disabled look like that in every theme, and gives it back. */
    public static Button keep(Button button) {
        if (Util.isGtk()) {
            button.setData(NOT_THEMED, Boolean.TRUE);
        }
        return button;
    }
}
