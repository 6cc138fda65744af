package org.stillpoint.ui.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.ui.internal.part.ColumnWidths;
import org.stillpoint.ui.internal.part.WidgetNames;

/** The solvers that take the problem, each with a check box: those that are checked are run, the options of the selected one are shown. */
final class SolverList {

    private static final int MARGIN = 4;

    private final Table table;
    private Offer offer = Offer.NONE;

    /** Creates an empty list that tells of changes by the user. */
    SolverList(Composite parent, Runnable checked, Runnable selected) {
        table = new Table(parent, SWT.CHECK | SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER | SWT.V_SCROLL);
        WidgetNames.name(table, "run.solvers");
        new TableColumn(table, SWT.NONE);
        new TableColumn(table, SWT.NONE);
        table.addListener(SWT.Selection, event -> (event.detail == SWT.CHECK ? checked : selected).run());
        Menu menu = new Menu(table);
        item(menu, Messages.checkAll, true, checked);
        item(menu, Messages.checkNone, false, checked);
        table.setMenu(menu);
        table.addListener(SWT.Resize, event -> pack());
        table.addListener(SWT.MouseMove, event -> tellTitle(event.x, event.y));
    }

    private void item(Menu menu, String text, boolean check, Runnable checked) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(text);
        item.addListener(SWT.Selection, event -> {
            Stream.of(table.getItems()).forEach(solver -> solver.setChecked(check));
            checked.run();
        });
    }

    /** The widget. */
    Table control() {
        return table;
    }

    /** Shows solvers, some of them checked, one of them selected. */
    void show(Offer shown, Set<String> checked, String selected) {
        offer = shown;
        table.removeAll();
        for (SolverDescriptor solver : shown.solvers()) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(solver.id());
            item.setChecked(checked.contains(solver.id()));
            if (solver.id().equals(selected)) {
                table.setSelection(item);
            }
        }
        pack();
    }

    private void tellTitle(int x, int y) {
        TableItem item = table.getItem(new Point(x, y));
        String tip = item == null ? null : remark(offer.solvers().get(table.indexOf(item)), true);
        if (!Objects.equals(tip, table.getToolTipText())) {
            table.setToolTipText(tip);
        }
    }

    private String remark(SolverDescriptor solver, boolean titled) {
        List<String> parts = new ArrayList<>();
        if (titled) {
            parts.add(solver.title());
        }
        if (solver.id().equals(offer.choice())) {
            parts.add(titled ? Messages.solver_choice : Messages.solver_choice_brief);
        }
        if (offer.reduces(solver)) {
            parts.add(titled ? NLS.bind(Messages.solver_reduced, solver.problemType()) : Messages.solver_reduced_brief);
        }
        return String.join(", ", parts);
    }

    /** Titles are in the list where there is room for all of them; else brief remarks, and none where even those would be cut off. */
    private void pack() {
        ColumnWidths.fit(table.getColumn(0));
        int rest = table.getClientArea().width - table.getColumn(0).getWidth() - MARGIN;
        write(solver -> remark(solver, true));
        if (table.getColumn(1).getWidth() > rest) {
            write(solver -> remark(solver, false));
        }
        if (table.getColumn(1).getWidth() > rest) {
            write(solver -> "");
        }
        table.getColumn(1).setWidth(Math.max(rest, table.getColumn(1).getWidth()));
    }

    private void write(Function<SolverDescriptor, String> words) {
        for (int i = 0; i < table.getItemCount(); i++) {
            table.getItem(i).setText(1, words.apply(offer.solvers().get(i)));
        }
        ColumnWidths.fit(table.getColumn(1));
    }

    /** The solvers that are checked, in their order. */
    List<SolverDescriptor> checked() {
        List<SolverDescriptor> checked = new ArrayList<>();
        for (int i = 0; i < table.getItemCount(); i++) {
            if (table.getItem(i).getChecked()) {
                checked.add(offer.solvers().get(i));
            }
        }
        return checked;
    }

    /** The solver that is selected. */
    Optional<SolverDescriptor> selected() {
        return Stream.of(table.getSelection()).findFirst().map(item -> offer.solvers().get(table.indexOf(item)));
    }
}
