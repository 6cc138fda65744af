package org.stillpoint.ui.internal.blas;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.stillpoint.plot.Ink;
import org.stillpoint.ui.internal.blas.SpeedTable.Row;
import org.stillpoint.ui.internal.paint.PaintResources;
import org.stillpoint.ui.internal.part.ColumnWidths;
import org.stillpoint.ui.internal.part.WidgetNames;

/** A table of speeds with a bar in each cell, as long as the speed is of the greatest in its row; what is used is bold and ticked. */
final class SpeedViewer {

    private static final int NAME_WIDTH = 60;
    private static final int SIZE_WIDTH = 34;
    private static final int PADDING = 6;
    private static final String WIDEST = "88.8";
    private static final int GAP = 2;
    private static final int CHOSEN_ALPHA = 110;
    private static final int OTHER_ALPHA = 55;

    private final TableViewer viewer;
    private SpeedTable speeds = SpeedTable.EMPTY;

    SpeedViewer(Composite parent) {
        viewer = new TableViewer(parent, SWT.FULL_SELECTION | SWT.MULTI | SWT.H_SCROLL | SWT.V_SCROLL);
        WidgetNames.name(table(), "blas.speeds");
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        table().setHeaderVisible(true);
        table().addListener(SWT.EraseItem, this::paintBar);
        column(Messages.operation, Messages.operationTip, SWT.LEFT, NAME_WIDTH, new ColumnLabelProvider() {
            @Override
            public String getText(Object row) {
                return ((Row) row).operation();
            }
        });
        column(Messages.size, Messages.sizeTip, SWT.RIGHT, SIZE_WIDTH, new ColumnLabelProvider() {
            @Override
            public String getText(Object row) {
                return String.valueOf(((Row) row).size());
            }
        });
    }

    Table table() {
        return viewer.getTable();
    }

    /** The table as text. */
    String text() {
        List<String> titles = new ArrayList<>(List.of(Messages.operation, Messages.size));
        titles.addAll(speeds.providers());
        return speeds.toText(titles);
    }

    private void column(String title, String tip, int style, int width, ColumnLabelProvider labels) {
        TableViewerColumn column = new TableViewerColumn(viewer, style);
        column.getColumn().setText(title);
        column.getColumn().setToolTipText(tip);
        column.getColumn().setWidth(Math.max(width, boldWidth(title)));
        column.getColumn().setMoveable(true);
        column.setLabelProvider(labels);
    }

    private int boldWidth(String text) {
        GC gc = new GC(table());
        gc.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        int width = gc.textExtent(text).x + PADDING;
        gc.dispose();
        return width;
    }

    void show(SpeedTable changed) {
        if (changed.equals(speeds)) {
            return;
        }
        boolean sameColumns = changed.providers().equals(speeds.providers());
        speeds = changed;
        table().setRedraw(false);
        if (!sameColumns) {
            TableColumn[] columns = table().getColumns();
            for (int i = 2; i < columns.length; i++) {
                columns[i].dispose();
            }
            changed.providers().forEach(this::speedColumn);
        }
        viewer.setInput(changed.rows());
        if (!sameColumns) {
            ColumnWidths.fit(table().getColumn(0));
        }
        table().setRedraw(true);
    }

    private void speedColumn(String provider) {
        column(provider, NLS.bind(Messages.speed, provider), SWT.RIGHT,
                boldWidth(NLS.bind(Messages.chosen, WIDEST)), new ColumnLabelProvider() {
            @Override
            public String getText(Object row) {
                String text = ((Row) row).text(provider);
                return ((Row) row).isChosen(provider) ? NLS.bind(Messages.chosen, text) : text;
            }

            @Override
            public Font getFont(Object row) {
                return ((Row) row).isChosen(provider) ? JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT) : null;
            }
        });
    }

    private void paintBar(Event event) {
        int column = event.index - 2;
        if (column < 0 || column >= speeds.providers().size() || !(event.item.getData() instanceof Row row)) {
            return;
        }
        String provider = speeds.providers().get(column);
        Rectangle cell = ((TableItem) event.item).getBounds(event.index);
        int rgb = PaintResources.palette(table().getBackground()).rgb(row.isChosen(provider) ? Ink.SERIES_3 : Ink.MUTED);
        Color before = event.gc.getBackground();
        Color ink = new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
        event.gc.setBackground(ink);
        event.gc.setAlpha(row.isChosen(provider) ? CHOSEN_ALPHA : OTHER_ALPHA);
        event.gc.fillRectangle(cell.x + GAP, cell.y + GAP, (int) Math.round((cell.width - 2 * GAP) * row.part(provider)),
                cell.height - 2 * GAP);
        event.gc.setAlpha(255);
        event.gc.setBackground(before);
    }
}
