package org.stillpoint.ui.internal.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.stillpoint.ui.internal.history.Comparison.Quantity;
import org.stillpoint.ui.internal.history.Comparison.Row;
import org.stillpoint.ui.internal.paint.PictureExport;
import org.stillpoint.ui.internal.part.FileFailure;
import org.stillpoint.ui.internal.part.Icons;
import org.stillpoint.ui.internal.part.MessageLine;
import org.stillpoint.ui.internal.part.SaveDialog;
import org.stillpoint.ui.internal.part.TextClipboard;

/** A window, beside which the views can be used, with several runs side by side. */
final class ComparisonDialog extends Dialog {

    private static final int COPY = IDialogConstants.CLIENT_ID;
    private static final int EXPORT = IDialogConstants.CLIENT_ID + 1;
    private static final int MARGIN = 18;
    private static final int MOST_ROWS = 14;

    private final Comparison comparison;
    private MessageLine message;

    ComparisonDialog(Shell parent, Comparison comparison) {
        super(parent);
        this.comparison = comparison;
        setShellStyle(SWT.SHELL_TRIM | SWT.MODELESS);
        setBlockOnOpen(false);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(NLS.bind(Messages.compare_title, String.valueOf(comparison.rows().size())));
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        GridLayoutFactory.fillDefaults().margins(8, 8).applyTo(area);
        message = new MessageLine(area);
        Table table = new Table(area, SWT.BORDER | SWT.FULL_SELECTION | SWT.MULTI);
        table.setHeaderVisible(true);
        fill(table);
        Point size = table.computeSize(SWT.DEFAULT, SWT.DEFAULT);
        int rows = Math.min(MOST_ROWS, comparison.rows().size());
        GridDataFactory.fillDefaults().grab(true, true).hint(size.x, table.getHeaderHeight() + (rows + 1) * table.getItemHeight())
                .applyTo(table);
        Label legend = new Label(area, SWT.WRAP);
        legend.setText(Messages.compare_legend);
        GridDataFactory.fillDefaults().grab(true, false).hint(size.x, SWT.DEFAULT).applyTo(legend);
        return area;
    }

    private void fill(Table table) {
        Icons icons = new Icons(table);
        Font bold = new LocalResourceManager(JFaceResources.getResources(), table)
                .create(FontDescriptor.createFrom(table.getFont()).setStyle(SWT.BOLD));
        Stream.of(Messages.column_number, Messages.column_problem, Messages.column_solver, Messages.column_status,
                Messages.column_verdict).forEach(title -> new TableColumn(table, SWT.LEFT).setText(title));
        Stream.of(Quantity.values()).forEach(quantity -> new TableColumn(table, SWT.RIGHT).setText(quantity.title()));
        int firstQuantity = table.getColumnCount() - Quantity.values().length;
        for (int i = 0; i < comparison.rows().size(); i++) {
            Row row = comparison.rows().get(i);
            Set<Quantity> best = comparison.best().get(i);
            TableItem item = new TableItem(table, SWT.NONE);
            String verdict = row.verdict().map(RunColumn::words).orElse("");
            item.setText(new String[] {String.valueOf(row.id()), row.problem(), row.solver(), row.status(), verdict});
            item.setImage(firstQuantity - 1, row.verdict().map(Icons::of).map(icons::get).orElse(null));
            for (Quantity quantity : Quantity.values()) {
                int column = firstQuantity + quantity.ordinal();
                boolean marked = best.contains(quantity);
                item.setText(column, (marked ? Comparison.MARK + " " : "") + row.text(quantity));
                if (marked) {
                    item.setFont(column, bold);
                }
            }
        }
        for (TableColumn column : table.getColumns()) {
            column.pack();
            column.setWidth(column.getWidth() + MARGIN);
        }
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, COPY, Messages.compare_copy, false);
        createButton(parent, EXPORT, Messages.compare_export, false);
        createButton(parent, IDialogConstants.CLOSE_ID, IDialogConstants.CLOSE_LABEL, true);
    }

    @Override
    protected void buttonPressed(int button) {
        switch (button) {
            case COPY -> TextClipboard.put(getShell().getDisplay(), comparison.text());
            case EXPORT -> export();
            default -> close();
        }
    }

    private void export() {
        new SaveDialog(getShell(), Messages.compare_exportTitle, SaveDialog.Format.of(List.of(".csv")))
                .ask(Messages.compare_file, Optional.empty()).ifPresent(this::write);
    }

    private void write(Path file) {
        Display display = getShell().getDisplay();
        Job.create(Messages.compare_exportTitle, monitor -> {
            try {
                PictureExport.write(file, out -> out.write(comparison.csv().getBytes(StandardCharsets.UTF_8)));
                display.asyncExec(() -> tell(NLS.bind(Messages.compare_written, file), IMessageProvider.INFORMATION));
            } catch (IOException failed) {
                display.asyncExec(() -> tell(NLS.bind(Messages.compare_unwritten, file, FileFailure.reason(failed)), IMessageProvider.ERROR));
            }
            return Status.OK_STATUS;
        }).schedule();
    }

    private void tell(String text, int severity) {
        if (getShell() != null && !getShell().isDisposed()) {
            message.show(text, severity);
        }
    }
}
