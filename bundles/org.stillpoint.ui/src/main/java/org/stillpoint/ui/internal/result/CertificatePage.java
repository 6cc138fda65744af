package org.stillpoint.ui.internal.result;

import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.plot.Figures;
import org.stillpoint.ui.internal.part.ColumnWidths;
import org.stillpoint.ui.internal.part.Icons;

/** What the verifier found: checks, quantities and notes. */
final class CertificatePage {

    private static final int[] WEIGHTS = {62, 38};
    private static final int NAME_WIDTH = 100;
    private static final int NUMBER_WIDTH = 80;
    private static final String AT_MOST = "\u2264 ";
    private static final String AT_LEAST = "\u2265 ";

    private final Composite area;
    private final Icons icons;
    private final Label caption;
    private final Table checks;
    private final Table quantities;
    private Optional<Certificate> shown = Optional.empty();
    private boolean filled;

    CertificatePage(Composite parent) {
        area = new Composite(parent, SWT.NONE);
        icons = new Icons(area);
        GridLayoutFactory.swtDefaults().margins(4, 4).applyTo(area);
        caption = new Label(area, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(1, SWT.DEFAULT).applyTo(caption);
        SashForm sash = new SashForm(area, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).hint(1, 1).applyTo(sash);
        checks = new Table(sash, SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);
        checks.setHeaderVisible(true);
        column(checks, Messages.check, SWT.LEFT, NAME_WIDTH);
        column(checks, Messages.value, SWT.RIGHT, NUMBER_WIDTH);
        column(checks, Messages.bound, SWT.RIGHT, NUMBER_WIDTH);
        column(checks, Messages.verdict, SWT.LEFT, NUMBER_WIDTH);
        quantities = new Table(sash, SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);
        quantities.setHeaderVisible(true);
        column(quantities, Messages.quantity, SWT.LEFT, NUMBER_WIDTH);
        column(quantities, Messages.value, SWT.RIGHT, NUMBER_WIDTH);
        sash.setWeights(WEIGHTS);
        checks.addListener(SWT.Resize, event -> fit(checks));
        quantities.addListener(SWT.Resize, event -> fit(quantities));
    }

    private static void column(Table table, String heading, int alignment, int width) {
        TableColumn column = new TableColumn(table, alignment);
        column.setText(heading);
        column.setWidth(width);
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
        caption.setText(text.toString().replace("&", "&&"));
        area.layout(true);
        fit(checks);
        fit(quantities);
    }

    /** Gives the numbers the width they need, and the names what is left of it, if that is enough to tell them apart. */
    private static void fit(Table table) {
        int left = table.getClientArea().width;
        if (table.getItemCount() == 0 || left == 0) {
            return;
        }
        TableColumn[] columns = table.getColumns();
        for (int i = 1; i < columns.length; i++) {
            ColumnWidths.fit(columns[i]);
            left -= columns[i].getWidth();
        }
        ColumnWidths.fit(columns[0]);
        columns[0].setWidth(Math.min(columns[0].getWidth(), Math.max(NAME_WIDTH, left)));
    }

    private void add(Check check) {
        TableItem item = new TableItem(checks, SWT.NONE);
        item.setText(new String[] {check.name(), Figures.small(check.value()),
            (check.relation() == Check.Relation.AT_MOST ? AT_MOST : AT_LEAST) + Figures.small(check.bound()),
            check.holds() ? Messages.holds : Messages.fails});
        item.setImage(3, icons.get(check.holds() ? "certified" : "not-certified"));
    }
}
