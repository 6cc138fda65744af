package org.stillpoint.ui.internal.result;

import java.util.Objects;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
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

/** What the verifier found: checks, quantities and notes. */
final class CertificatePage {

    private static final int[] WEIGHTS = {63, 37};
    private static final int LEAST_NAME_WIDTH = 90;
    private static final int MARGIN = 4;
    private static final int MOST_CAPTION_HEIGHT = 64;
    private static final String AT_MOST = "\u2264 ";
    private static final String AT_LEAST = "\u2265 ";

    private final Composite area;
    private final Icons icons;
    private final RichTextArea caption;
    private final Table checks;
    private final Table quantities;
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
        SashForm sash = new SashForm(area, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).hint(1, 1).applyTo(sash);
        checks = new Table(sash, SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);
        checks.setHeaderVisible(true);
        column(checks, Messages.check, SWT.LEFT);
        column(checks, Messages.value, SWT.RIGHT);
        column(checks, Messages.bound, SWT.RIGHT);
        column(checks, Messages.verdict, SWT.LEFT);
        quantities = new Table(sash, SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);
        quantities.setHeaderVisible(true);
        column(quantities, Messages.quantity, SWT.LEFT);
        column(quantities, Messages.value, SWT.RIGHT);
        sash.setWeights(WEIGHTS);
        for (Table table : new Table[] {checks, quantities}) {
            RowCopy.install(table);
            table.addListener(SWT.Resize, event -> packSoon(table));
            table.addListener(SWT.MouseMove, event -> tellName(table, event.x, event.y));
        }
    }

    private static void column(Table table, String heading, int alignment) {
        TableColumn column = new TableColumn(table, alignment);
        column.setText(heading);
    }

    /** The room that a table has is known once it has been laid out. */
    private static void packSoon(Table table) {
        table.getDisplay().asyncExec(() -> {
            if (!table.isDisposed()) {
                pack(table);
            }
        });
    }

    /** Numbers get the room they need, names what is left. */
    private static void pack(Table table) {
        int rest = table.getClientArea().width - MARGIN;
        for (int i = table.getColumnCount() - 1; i > 0; i--) {
            ColumnWidths.fit(table.getColumn(i));
            rest -= table.getColumn(i).getWidth();
        }
        table.getColumn(0).setWidth(Math.max(LEAST_NAME_WIDTH, rest));
    }

    /** A name can be longer than its column. */
    private static void tellName(Table table, int x, int y) {
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
        checks.removeAll();
        quantities.removeAll();
        StringBuilder text = new StringBuilder(certificate.map(found -> NLS.bind(Messages.verifiedBy, found.verifier()))
                .orElse(Messages.noCertificate));
        certificate.ifPresent(found -> {
            found.checks().forEach(this::add);
            found.quantities().forEach((name, value) -> new TableItem(quantities, SWT.NONE)
                    .setText(new String[] {Figures.words(name), Figures.value(value)}));
            found.notes().forEach(note -> text.append('\n').append(note));
        });
        caption.show(new RichText().linked(text.toString()));
        packSoon(checks);
        packSoon(quantities);
        fitCaption();
    }

    private void add(Check check) {
        TableItem item = new TableItem(checks, SWT.NONE);
        item.setText(new String[] {check.name(), Figures.small(check.value()),
            (check.relation() == Check.Relation.AT_MOST ? AT_MOST : AT_LEAST) + Figures.small(check.bound()),
            check.holds() ? Messages.holds : Messages.fails});
        item.setImage(3, icons.get(check.holds() ? "certified" : "not-certified"));
    }
}
