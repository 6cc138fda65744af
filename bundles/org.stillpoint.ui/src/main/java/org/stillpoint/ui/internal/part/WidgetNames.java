package org.stillpoint.ui.internal.part;

import org.eclipse.swt.widgets.Widget;

/** Names by which programs find widgets, whatever language they show: tests, and tools that work a window. */
public final class WidgetNames {

    /** The key of the widget's data under which its name is. */
    public static final String KEY = "org.stillpoint.ui.id";

    private WidgetNames() {
    }

    /** Names a widget, and gives it back. */
    public static <W extends Widget> W name(W widget, String name) {
        widget.setData(KEY, name);
        return widget;
    }
}
