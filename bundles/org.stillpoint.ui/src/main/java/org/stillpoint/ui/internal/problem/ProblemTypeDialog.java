package org.stillpoint.ui.internal.problem;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.problem.PairwiseComparisons;

/** Asks what problem a file of arrays is. */
final class ProblemTypeDialog extends TitleAreaDialog {

    private static final int WIDTH = 430;
    private static final int FIELD_WIDTH = 200;
    private static final int HEIGHT = 260;

    private final String file;
    private final List<ProblemType<?, ?>> types;
    private Table table;
    private String chosen = "";

    ProblemTypeDialog(Shell shell, String file, List<ProblemType<?, ?>> known) {
        super(shell);
        this.file = file;
        types = known.stream().sorted(Comparator.comparing((ProblemType<?, ?> type) -> field(type).equals(Messages.archive))
                .thenComparing(ProblemType::title, String.CASE_INSENSITIVE_ORDER)).toList();
        setShellStyle(getShellStyle() | SWT.RESIZE);
        setHelpAvailable(false);
    }

    /** The name of the chosen type. */
    String type() {
        return chosen;
    }

    private static String field(ProblemType<?, ?> type) {
        return type.name().equals(PairwiseComparisons.TYPE) ? Messages.results : type.mainField().orElse(Messages.archive);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.typeTitle);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        setTitle(Messages.typeTitle);
        setMessage(NLS.bind(Messages.typeMessage, file));
        Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
        GridLayoutFactory.swtDefaults().applyTo(area);
        area.setLayoutData(new GridData(GridData.FILL_BOTH));
        Text filter = new Text(area, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        filter.setMessage(Messages.typeFilter);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
        table = new Table(area, SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER | SWT.V_SCROLL);
        table.setHeaderVisible(true);
        GridDataFactory.fillDefaults().grab(true, true).hint(SWT.DEFAULT, HEIGHT).applyTo(table);
        column(Messages.type, WIDTH);
        column(Messages.mainField, FIELD_WIDTH);
        filter.addModifyListener(event -> fill(filter.getText()));
        filter.addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.ARROW_DOWN) {
                table.setFocus();
            }
        });
        table.addListener(SWT.Selection, event -> select());
        table.addListener(SWT.DefaultSelection, event -> okPressed());
        fill("");
        filter.setFocus();
        Dialog.applyDialogFont(area);
        return area;
    }

    private void column(String heading, int width) {
        TableColumn column = new TableColumn(table, SWT.NONE);
        column.setText(heading);
        column.setWidth(width);
    }

    private void fill(String filter) {
        String wanted = filter.toLowerCase(Locale.ROOT).strip();
        table.removeAll();
        for (ProblemType<?, ?> type : types) {
            String title = type.title() + " (" + type.name() + ")";
            if (title.toLowerCase(Locale.ROOT).contains(wanted)) {
                TableItem item = new TableItem(table, SWT.NONE);
                item.setText(new String[] {title, field(type)});
                item.setData(type.name());
            }
        }
        if (table.getItemCount() > 0) {
            table.select(0);
        }
        select();
    }

    private void select() {
        chosen = table.getSelectionCount() == 0 ? "" : (String) table.getSelection()[0].getData();
        if (getButton(OK) != null) {
            getButton(OK).setEnabled(!chosen.isEmpty());
        }
    }

    @Override
    protected void okPressed() {
        if (!chosen.isEmpty()) {
            super.okPressed();
        }
    }
}
