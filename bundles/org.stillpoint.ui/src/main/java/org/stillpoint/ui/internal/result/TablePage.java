package org.stillpoint.ui.internal.result;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ILazyContentProvider;
import org.eclipse.jface.viewers.OwnerDrawLabelProvider;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Palette;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultTable.Kind;
import org.stillpoint.ui.internal.part.Choices;
import org.stillpoint.ui.internal.part.TextClipboard;
import org.stillpoint.ui.internal.part.WidgetNames;

/**
 * The tables of a solution, one at a time, whose rows are made when they are seen. Long ones come in pages: the platform's table takes
 * seconds for a million rows, however few are seen.
 */
final class TablePage {

    private static final int PAGE = 10_000;
    private static final int FIRST_WIDTH = 180;
    private static final int WIDTH = 120;
    private static final int BAR_MARGIN = 4;
    private static final int SEARCH_WIDTH = 140;
    /** What is said of a table takes no more than this part of the width. */
    private static final int FOUND_PART = 3;

    private final Composite area;
    private final Combo choice;
    private final Text find;
    private final Label found;
    private final Spinner pages;
    private final TableViewer viewer;
    private final Color light;
    private final Color dark;
    private List<ResultTable> tables = List.of();
    private TableText shown;
    private Job job;
    private int first;

    TablePage(Composite parent) {
        area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(6).margins(4, 4).applyTo(area);
        new Label(area, SWT.NONE).setText(Messages.table);
        choice = new Combo(area, SWT.READ_ONLY | SWT.DROP_DOWN);
        GridDataFactory.fillDefaults().grab(true, false).hint(1, SWT.DEFAULT).applyTo(choice);
        choice.addListener(SWT.Selection, event -> show(TableText.of(tables.get(choice.getSelectionIndex())), true));
        new Label(area, SWT.NONE).setText(Messages.find);
        find = new Text(area, SWT.SEARCH | SWT.ICON_SEARCH);
        find.setToolTipText(Messages.findMessage);
        GridDataFactory.fillDefaults().hint(SEARCH_WIDTH, SWT.DEFAULT).applyTo(find);
        find.addListener(SWT.DefaultSelection, event -> find());
        found = new Label(area, SWT.NONE);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).applyTo(found);
        pages = new Spinner(area, SWT.BORDER);
        pages.setToolTipText(Messages.page);
        GridDataFactory.swtDefaults().exclude(true).applyTo(pages);
        pages.addListener(SWT.Selection, event -> turn(pages.getSelection() - 1));
        viewer = new TableViewer(area, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);
        WidgetNames.name(viewer.getTable(), "result.table");
        viewer.getTable().setHeaderVisible(true);
        GridDataFactory.fillDefaults().grab(true, true).span(6, 1).hint(1, 1).applyTo(viewer.getTable());
        viewer.setUseHashlookup(false);
        viewer.setContentProvider((ILazyContentProvider) place -> {
            // Rows of a longer table are asked for after it has gone.
            if (place < viewer.getTable().getItemCount()) {
                viewer.replace(first + place, place);
            }
        });
        viewer.getTable().addListener(SWT.KeyDown, event -> {
            if ((event.stateMask & SWT.MOD1) != 0 && event.keyCode == 'c') {
                copy();
            }
        });
        menu();
        Display display = parent.getDisplay();
        light = colour(display, Palette.LIGHT);
        dark = colour(display, Palette.DARK);
        area.addDisposeListener(event -> stop());
    }

    private static Color colour(Display display, Palette palette) {
        int rgb = palette.rgb(Ink.SERIES_6);
        return new Color(display, rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
    }

    private void menu() {
        Menu menu = new Menu(viewer.getTable());
        MenuItem copy = new MenuItem(menu, SWT.PUSH);
        copy.setText(Messages.copy);
        copy.addListener(SWT.Selection, event -> copy());
        MenuItem all = new MenuItem(menu, SWT.PUSH);
        all.setText(Messages.selectAll);
        all.addListener(SWT.Selection, event -> viewer.getTable().selectAll());
        viewer.getTable().setMenu(menu);
    }

    Composite control() {
        return area;
    }

    /** Shows the first of some tables. */
    void show(List<ResultTable> all) {
        stop();
        tables = all;
        Choices.set(choice, all.stream().map(ResultTable::title).toList());
        choice.select(0);
        show(all.isEmpty() ? null : TableText.of(all.get(0)), true);
    }

    private void show(TableText text, boolean otherColumns) {
        stop();
        shown = text;
        viewer.getTable().setRedraw(false);
        viewer.setInput(null);
        viewer.setItemCount(0);
        if (otherColumns) {
            for (TableColumn column : viewer.getTable().getColumns()) {
                column.dispose();
            }
            viewer.getTable().setSortColumn(null);
            for (int k = 0; text != null && k < text.table().columns().size(); k++) {
                column(k, text.table().columns().get(k));
            }
        }
        viewer.setInput(text);
        viewer.getTable().setRedraw(true);
        int count = text == null ? 0 : (text.table().rows() + PAGE - 1) / PAGE;
        pages.setValues(1, 1, Math.max(1, count), 0, 1, 1);
        ((GridData) pages.getLayoutData()).exclude = count <= 1;
        pages.setVisible(count > 1);
        turn(0);
        area.layout(true);
    }

    /** Shows other rows of the same table. */
    private void turn(int page) {
        int rows = shown == null ? 0 : shown.table().rows();
        first = page * PAGE;
        int last = Math.min(rows, first + PAGE);
        pages.setSelection(page + 1);
        viewer.getTable().deselectAll();
        viewer.setItemCount(0);
        viewer.setItemCount(last - first);
        tell(shown == null ? "" : rows == 1 ? Messages.tableRow : rows <= PAGE ? NLS.bind(Messages.tableRows, Figures.count(rows))
                : NLS.bind(Messages.pageRows, new Object[] {Figures.count(first + 1L), Figures.count(last), Figures.count(rows)}));
    }

    /** Says something of the table beside its name, which keeps the room that this does not need. */
    private void tell(String text) {
        found.setText(text);
        found.setToolTipText(text);
        int needed = found.computeSize(SWT.DEFAULT, SWT.DEFAULT).x;
        ((GridData) found.getLayoutData()).widthHint = Math.min(needed, Math.max(SEARCH_WIDTH, area.getClientArea().width / FOUND_PART));
        area.layout(true);
    }

    private void column(int index, Column column) {
        TableViewerColumn shownColumn = new TableViewerColumn(viewer, column.kind() == Kind.NUMBER ? SWT.RIGHT : SWT.LEFT);
        shownColumn.getColumn().setText(column.heading());
        shownColumn.getColumn().setWidth(index == 0 ? FIRST_WIDTH : WIDTH);
        shownColumn.getColumn().addListener(SWT.Selection, event -> sort(index, shownColumn.getColumn()));
        shownColumn.setLabelProvider(column.kind() == Kind.SHARE ? new BarProvider(index) : new TextProvider(index));
    }

    private void sort(int column, TableColumn heading) {
        if (shown.table().rows() > TableText.MOST_SORTED) {
            tell(NLS.bind(Messages.notSortable, Figures.count(TableText.MOST_SORTED)));
            return;
        }
        boolean again = viewer.getTable().getSortColumn() == heading;
        boolean descending = again && viewer.getTable().getSortDirection() == SWT.UP;
        TableText unsorted = shown;
        run(stopped -> {
            TableText sorted = unsorted.sorted(column, descending);
            return () -> {
                if (shown == unsorted) {
                    viewer.getTable().setSortColumn(heading);
                    viewer.getTable().setSortDirection(descending ? SWT.DOWN : SWT.UP);
                    show(sorted, false);
                }
            };
        });
    }

    private void find() {
        String text = find.getText();
        if (shown == null || text.isEmpty()) {
            return;
        }
        int from = first + viewer.getTable().getSelectionIndex();
        TableText searched = shown;
        run(stopped -> {
            int place = searched.find(text, from, stopped);
            return () -> {
                if (shown == searched) {
                    if (place < 0) {
                        tell(NLS.bind(Messages.notFound, text));
                    } else {
                        turn(place / PAGE);
                        viewer.getTable().setSelection(place % PAGE);
                        viewer.getTable().showSelection();
                    }
                }
            };
        });
    }

    private void copy() {
        if (shown == null) {
            return;
        }
        int[] places = Arrays.stream(viewer.getTable().getSelectionIndices()).map(place -> first + place).toArray();
        TableText copied = shown;
        run(stopped -> {
            String text = copied.copy(places);
            return () -> {
                TextClipboard.put(area.getDisplay(), text);
            };
        });
    }

    /** Something that takes its time, and what it leads to on the UI thread. */
    @FunctionalInterface
    private interface Work {
        Runnable done(BooleanSupplier stopped);
    }

    private void run(Work work) {
        stop();
        Display display = area.getDisplay();
        job = Job.create(Messages.tableJob, monitor -> {
            Runnable done = work.done(monitor::isCanceled);
            if (!monitor.isCanceled() && !display.isDisposed()) {
                display.asyncExec(() -> {
                    if (!area.isDisposed()) {
                        done.run();
                    }
                });
            }
        });
        job.schedule();
    }

    private void stop() {
        if (job != null) {
            job.cancel();
            job = null;
        }
    }

    /** Draws the text of a cell. */
    private final class TextProvider extends ColumnLabelProvider {

        private final int column;

        TextProvider(int column) {
            this.column = column;
        }

        @Override
        public String getText(Object place) {
            return shown == null ? "" : shown.texts((Integer) place).get(column);
        }
    }

    /** Draws a part of 1 as a bar. */
    private final class BarProvider extends OwnerDrawLabelProvider {

        private final int column;

        BarProvider(int column) {
            this.column = column;
        }

        @Override
        protected void measure(Event event, Object place) {
        }

        @Override
        protected void erase(Event event, Object place) {
        }

        @Override
        protected void paint(Event event, Object place) {
            List<Object> values = shown == null ? List.of() : shown.values((Integer) place);
            if (column < values.size() && values.get(column) instanceof Number share && share.doubleValue() > 0) {
                Rectangle cell = ((TableItem) event.item).getBounds(column);
                int width = (int) Math.round((cell.width - 2 * BAR_MARGIN) * Math.min(1, share.doubleValue()));
                Color ground = event.gc.getBackground();
                boolean onDark = ground.getRed() + ground.getGreen() + ground.getBlue() < 3 * 128;
                event.gc.setBackground(onDark ? dark : light);
                event.gc.fillRectangle(cell.x + BAR_MARGIN, cell.y + BAR_MARGIN, Math.max(1, width), cell.height - 2 * BAR_MARGIN);
                event.gc.setBackground(ground);
            }
        }
    }
}
