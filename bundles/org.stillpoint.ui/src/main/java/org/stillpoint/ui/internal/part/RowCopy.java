package org.stillpoint.ui.internal.part;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/** Copies the selected rows of a table as text, or all where none is selected: by Ctrl+C and from its menu. */
public final class RowCopy {

    private final Table table;

    private RowCopy(Table table) {
        this.table = table;
    }

    /** Lets the rows of a table be copied, with a line of the headings above them. */
    public static void install(Table table) {
        RowCopy copy = new RowCopy(table);
        table.addListener(SWT.KeyDown, event -> {
            if (event.stateMask == SWT.MOD1 && event.keyCode == 'c') {
                copy.copy();
            }
        });
        Menu menu = new Menu(table);
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(Messages.copy);
        item.addListener(SWT.Selection, event -> copy.copy());
        table.setMenu(menu);
    }

    private void copy() {
        TableItem[] rows = table.getSelectionCount() > 0 ? table.getSelection() : table.getItems();
        if (rows.length > 0) {
            TextClipboard.put(table.getDisplay(), text(rows));
        }
    }

    private String text(TableItem[] rows) {
        List<String> lines = new ArrayList<>();
        if (table.getHeaderVisible()) {
            lines.add(Stream.of(table.getColumns()).map(TableColumn::getText).collect(Collectors.joining("\t")));
        }
        for (TableItem row : rows) {
            lines.add(IntStream.range(0, table.getColumnCount()).mapToObj(row::getText).collect(Collectors.joining("\t")));
        }
        return String.join("\n", lines) + "\n";
    }
}
