package org.stillpoint.ui.internal.result;

import java.util.Objects;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.plot.Figures;
import org.stillpoint.ui.internal.part.ColumnWidths;
import org.stillpoint.ui.internal.part.Grounds;
import org.stillpoint.ui.internal.part.Icons;
import org.stillpoint.ui.internal.part.RichText;
import org.stillpoint.ui.internal.part.RichTextArea;
import org.stillpoint.ui.internal.part.RowCopy;
import org.stillpoint.ui.internal.part.WidgetNames;

/**
 * What the verifier found: notes, and a table of checks with quantities below them. The names take all the room that the numbers leave,
 * as far as they need it.
 */
final class CertificatePage {

    private static final int LEAST_NAME_WIDTH = 90;
    private static final int LEAST_NUMBER_WIDTH = 64;
    private static final int MARGIN = 4;
    private static final int MOST_CAPTION_HEIGHT = 64;
    private static final String AT_MOST = "\u2264 ";
    private static final String AT_LEAST = "\u2265 ";
    private static final String ABOVE_ZERO = "> 0";

    private final Composite area;
    private final Icons icons;
    private final RichTextArea caption;
    private final Table table;
    private Optional<Certificate> shown = Optional.empty();
    private boolean filled;

    CertificatePage(Composite parent) {
        area = new Composite(parent, SWT.NONE);
        icons = new Icons(area);
        GridLayoutFactory.swtDefaults().margins(4, 4).applyTo(area);
        caption = new RichTextArea(area);
        caption.control().setMargins(0, 0, 0, 0);
        caption.control().getVerticalBar().setVisible(false);
        GridDataFactory.fillDefaults().grab(true, false).hint(1, SWT.DEFAULT).applyTo(caption.control());
        caption.control().addListener(SWT.Resize, event -> fitCaption());
        table = new Table(area, SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).hint(1, 1).applyTo(table);
        WidgetNames.name(table, "result.certificate");
        table.setHeaderVisible(true);
        column(Messages.check, SWT.LEFT);
        column(Messages.value, SWT.RIGHT);
        column(Messages.bound, SWT.RIGHT);
        column(Messages.verdict, SWT.LEFT);
        RowCopy.install(table);
        table.addListener(SWT.Resize, event -> packSoon());
        table.addListener(SWT.MouseMove, event -> tellName(event.x, event.y));
    }

    private void column(String heading, int alignment) {
        TableColumn column = new TableColumn(table, alignment);
        column.setText(heading);
    }

    /** The room that a table has is known once it has been laid out. */
    private void packSoon() {
        table.getDisplay().asyncExec(() -> {
            if (!table.isDisposed()) {
                pack();
            }
        });
    }

    /** Numbers get the room they need, names what is left, and no more than they need. */
    private void pack() {
        int rest = table.getClientArea().width - MARGIN;
        for (int i = table.getColumnCount() - 1; i > 0; i--) {
            TableColumn column = table.getColumn(i);
            ColumnWidths.fit(column);
            column.setWidth(Math.max(LEAST_NUMBER_WIDTH, column.getWidth()));
            rest -= column.getWidth();
        }
        TableColumn names = table.getColumn(0);
        ColumnWidths.fit(names);
        names.setWidth(Math.max(LEAST_NAME_WIDTH, Math.min(rest, names.getWidth())));
    }

    /** A name can still be longer than its column. */
    private void tellName(int x, int y) {
        TableItem item = table.getItem(new Point(x, y));
        String tip = item == null ? null : item.getText(0);
        if (!Objects.equals(tip, table.getToolTipText())) {
            table.setToolTipText(tip);
        }
    }

    private void fitCaption() {
        Grounds.adopt(caption.control(), area);
        GridData place = (GridData) caption.control().getLayoutData();
        int width = caption.control().getSize().x;
        int needed = caption.control().computeSize(Math.max(1, width), SWT.DEFAULT).y;
        int height = Math.min(MOST_CAPTION_HEIGHT, needed);
        caption.control().getVerticalBar().setVisible(needed > height);
        if (width > 0 && height != place.heightHint) {
            place.heightHint = height;
            area.layout(true);
        }
    }

    Composite control() {
        return area;
    }

    void show(Optional<Certificate> certificate) {
        if (filled && certificate.equals(shown)) {
            return;
        }
        filled = true;
        shown = certificate;
        table.removeAll();
        StringBuilder text = new StringBuilder(certificate.map(found -> NLS.bind(Messages.verifiedBy, found.verifier()))
                .orElse(Messages.noCertificate));
        certificate.ifPresent(found -> {
            found.checks().forEach(this::add);
            found.quantities().forEach((name, value) -> new TableItem(table, SWT.NONE)
                    .setText(new String[] {Figures.words(name), Figures.value(value)}));
            found.notes().forEach(note -> text.append('\n').append(note));
        });
        caption.show(new RichText().linked(text.toString()));
        packSoon();
        fitCaption();
    }

    private static String bound(Check check) {
        if (check.relation() == Check.Relation.AT_MOST) {
            return AT_MOST + Figures.small(check.bound());
        }
        return check.bound() == Double.MIN_VALUE ? ABOVE_ZERO : AT_LEAST + Figures.small(check.bound());
    }

    private void add(Check check) {
        TableItem item = new TableItem(table, SWT.NONE);
        item.setText(new String[] {check.name(), Figures.small(check.value()),
            bound(check),
            check.holds() ? Messages.holds : Messages.fails});
        item.setImage(3, icons.get(check.holds() ? "certified" : "not-certified"));
    }
}
