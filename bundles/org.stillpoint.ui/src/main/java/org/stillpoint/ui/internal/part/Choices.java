package org.stillpoint.ui.internal.part;

import java.util.List;
import org.eclipse.swt.widgets.Combo;

/** Changes what a combo box offers. */
public final class Choices {

    private Choices() {
    }

    /**
     * Offers other items than before, none of which is selected. A box that has the focus keeps it: GTK disables one that is empty even
     * for a moment, and the keys that are pressed then go nowhere.
     */
    public static void set(Combo combo, List<String> items) {
        int before = combo.getItemCount();
        for (int i = 0; i < items.size(); i++) {
            combo.add(items.get(i), i);
        }
        if (before > 0) {
            combo.remove(items.size(), items.size() + before - 1);
        }
        combo.deselectAll();
    }
}
