package org.stillpoint.ui.internal.history;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.MouseTrackListener;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IMemento;
import org.stillpoint.ui.internal.part.Icons;
import org.stillpoint.ui.internal.part.WidgetNames;

/** The table of runs. Only the rows that are seen have widgets, so that thousands cost nothing. */
final class RunTable {

    private static final String WIDTH = "width.";
    private static final String SORTED_BY = "sortedBy";
    private static final String ASCENDING = "ascending";

    private final Table table;
    private final Icons icons;
    private final Map<RunColumn, TableColumn> columns = new HashMap<>();
    private List<RunEntry> entries = List.of();
    private RunColumn sortedBy = RunColumn.NUMBER;
    private boolean ascending;
    private int tooltipOf = -1;

    RunTable(Composite parent, Runnable sorted) {
        table = new Table(parent, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION);
        WidgetNames.name(table, "runs.table");
        icons = new Icons(table);
        table.setHeaderVisible(true);
        for (RunColumn column : RunColumn.values()) {
            TableColumn shown = new TableColumn(table, column.number() ? SWT.RIGHT : SWT.LEFT);
            shown.setText(column.title());
            shown.setWidth(column.width());
            shown.setMoveable(true);
            shown.addSelectionListener(SelectionListener.widgetSelectedAdapter(clicked -> {
                sort(column, column == sortedBy ? !ascending : !column.number());
                sorted.run();
            }));
            columns.put(column, shown);
        }
        sort(RunColumn.NUMBER, false);
        table.addListener(SWT.SetData, this::fill);
        table.addMouseMoveListener(move -> {
            if (indexAt(new Point(move.x, move.y)) != tooltipOf) {
                tooltipOf = -1;
                table.setToolTipText(null);
            }
        });
        table.addMouseTrackListener(MouseTrackListener.mouseHoverAdapter(hover -> showTooltip(new Point(hover.x, hover.y))));
    }

    private void sort(RunColumn column, boolean upwards) {
        sortedBy = column;
        ascending = upwards;
        table.setSortColumn(columns.get(column));
        table.setSortDirection(upwards ? SWT.UP : SWT.DOWN);
    }

    private void fill(Event event) {
        if (event.index >= entries.size()) {
            return;
        }
        RunEntry entry = entries.get(event.index);
        TableItem item = (TableItem) event.item;
        item.setText(Stream.of(RunColumn.values()).map(column -> column.text(entry)).toArray(String[]::new));
        item.setImage(RunColumn.VERDICT.ordinal(), entry.run().verdict().map(Icons::of).map(icons::get).orElse(null));
    }

    private void showTooltip(Point place) {
        tooltipOf = indexAt(place);
        table.setToolTipText(tooltipOf < 0 ? null : entries.get(tooltipOf).tooltip().replace("&", "&&"));
    }

    private int indexAt(Point place) {
        TableItem item = table.getItem(place);
        int index = item == null ? -1 : table.indexOf(item);
        return index < entries.size() ? index : -1;
    }

    /** The widget. */
    Table control() {
        return table;
    }

    RunColumn sortedBy() {
        return sortedBy;
    }

    boolean ascending() {
        return ascending;
    }

    /** Tells of each new selection by the user, in the order of the rows. */
    void onSelection(Consumer<List<RunEntry>> selected) {
        table.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> selected.accept(selection())));
    }

    /** Calls when the user opens a row by a double click or the Enter key. */
    void onOpen(Runnable opened) {
        table.addSelectionListener(SelectionListener.widgetDefaultSelectedAdapter(event -> opened.run()));
    }

    /** The selected rows from top to bottom. */
    List<RunEntry> selection() {
        return IntStream.of(table.getSelectionIndices()).sorted().filter(index -> index < entries.size()).mapToObj(entries::get).toList();
    }

    /** Selects runs by number, as far as they are shown. */
    void select(Collection<Long> ids) {
        Set<Long> wanted = Set.copyOf(ids);
        int[] indices = IntStream.range(0, entries.size()).filter(index -> wanted.contains(entries.get(index).id())).toArray();
        int[] selected = table.getSelectionIndices();
        Arrays.sort(selected);
        if (!Arrays.equals(indices, selected)) {
            table.deselectAll();
            table.select(indices);
        }
    }

    /** Brings a run into sight. */
    void reveal(long id) {
        IntStream.range(0, entries.size()).filter(index -> entries.get(index).id() == id).findFirst()
                .ifPresent(index -> table.showItem(table.getItem(index)));
    }

    /** Shows rows; those that are the same stay as they are. */
    void show(List<RunEntry> shown, Collection<Long> selected) {
        List<RunEntry> before = entries;
        entries = shown;
        if (before.size() != shown.size()) {
            table.setItemCount(shown.size());
        }
        int common = Math.min(before.size(), shown.size());
        int changed = 0;
        for (int i = 0; i < common; i++) {
            if (before.get(i) != shown.get(i)) {
                changed++;
            }
        }
        if (changed * 2 > common) {
            table.clearAll();
        } else {
            for (int i = 0; changed > 0 && i < common; i++) {
                if (before.get(i) != shown.get(i)) {
                    table.clear(i);
                }
            }
        }
        select(selected);
    }

    /** Restores what {@link #save} wrote. */
    void restore(IMemento state) {
        columns.forEach((column, shown) -> {
            Integer width = state.getInteger(WIDTH + column.name());
            if (width != null && width > 0) {
                shown.setWidth(width);
            }
        });
        String name = state.getString(SORTED_BY);
        Stream.of(RunColumn.values()).filter(column -> column.name().equals(name)).findFirst()
                .ifPresent(column -> sort(column, Boolean.TRUE.equals(state.getBoolean(ASCENDING))));
    }

    /** Saves widths and the order of the rows. */
    void save(IMemento state) {
        columns.forEach((column, shown) -> state.putInteger(WIDTH + column.name(), shown.getWidth()));
        state.putString(SORTED_BY, sortedBy.name());
        state.putBoolean(ASCENDING, ascending);
    }
}
