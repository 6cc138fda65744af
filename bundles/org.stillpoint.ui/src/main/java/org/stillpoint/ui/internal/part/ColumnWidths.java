package org.stillpoint.ui.internal.part;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/**
 * The widths that columns of short tables need, measured by their texts: on GTK a column that is packed after its table has got other
 * rows keeps the width of those before.
 */
public final class ColumnWidths {

    private static final int PADDING = 10;
    private static final int BOX = 24;
    /** Headings are bold in some themes. */
    private static final double BOLD = 1.15;

    private ColumnWidths() {
    }

    /** Makes a column as wide as the heading and the texts in it. */
    public static void fit(TableColumn column) {
        Table table = column.getParent();
        int index = table.indexOf(column);
        GC gc = new GC(table);
        try {
            gc.setFont(table.getFont());
            int width = table.getHeaderVisible() ? (int) (BOLD * gc.textExtent(column.getText()).x) : 0;
            for (TableItem item : table.getItems()) {
                int image = item.getImage(index) == null ? 0 : item.getImage(index).getBounds().width + PADDING / 2;
                width = Math.max(width, gc.textExtent(item.getText(index)).x + image);
            }
            column.setWidth(width + PADDING + (index == 0 && (table.getStyle() & SWT.CHECK) != 0 ? BOX : 0));
        } finally {
            gc.dispose();
        }
    }
}
