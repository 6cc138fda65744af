package org.stillpoint.ui.internal.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Columns on a display. */
@EnabledIfEnvironmentVariable(named = "DISPLAY", matches = ".+")
class ColumnWidthsDisplayTest {

    private Shell shell;
    private TableColumn column;

    @BeforeEach
    void open() {
        shell = new Shell(Display.getDefault());
        shell.setLayout(new FillLayout());
        Table table = new Table(shell, SWT.FULL_SELECTION);
        table.setHeaderVisible(true);
        column = new TableColumn(table, SWT.LEFT);
        column.setText("Part");
        new TableColumn(table, SWT.LEFT).setWidth(40);
        shell.setSize(500, 200);
        shell.open();
    }

    @AfterEach
    void close() {
        shell.dispose();
    }

    private int width(String text) {
        column.getParent().removeAll();
        new TableItem(column.getParent(), SWT.NONE).setText(text);
        ColumnWidths.fit(column);
        while (shell.getDisplay().readAndDispatch()) {
            // Lets the toolkit lay the table out.
        }
        return column.getWidth();
    }

    @Test
    void forgetTheRowsBefore() {
        int small = width("offsets");
        int wide = width("layers 1 / parameters / field parameters / mu");
        assertTrue(wide > small + 100, small + " and " + wide);
        assertEquals(small, width("offsets"));
        assertTrue(width("") > 20, "the heading can be read");
    }
}
