package org.stillpoint.ui.itest;

import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Opens an example, runs two solvers on it from the form, and finds the runs in the history. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SolvingTest {

    private static final String EXAMPLE = "morra.csv";
    private static final String VIEW = "org.stillpoint.ui.view.";

    private final Robot robot = new Robot();

    private Optional<TableItem> row(String text) {
        return robot.first(Table.class, table -> item(table, text).isPresent()).flatMap(table -> item(table, text));
    }

    private static Optional<TableItem> item(Table table, String text) {
        for (TableItem item : table.getItems()) {
            for (int column = 0; column < Math.max(1, table.getColumnCount()); column++) {
                if (item.getText(column).contains(text)) {
                    return Optional.of(item);
                }
            }
        }
        return Optional.empty();
    }

    private static void notify(Control control, TableItem item, int type, int detail) {
        Event event = new Event();
        event.type = type;
        event.item = item;
        event.detail = detail;
        control.notifyListeners(type, event);
    }

    @Test
    @Order(1)
    void anExampleOpensByADoubleClick() throws Exception {
        robot.show(VIEW + "run");
        robot.show(VIEW + "problem");
        robot.await("the example is offered", () -> row(EXAMPLE).isPresent());
        robot.ui(() -> {
            TableItem item = row(EXAMPLE).orElseThrow();
            item.getParent().setSelection(item);
            notify(item.getParent(), item, SWT.DefaultSelection, 0);
            return null;
        });
        robot.await("solvers are offered for it", () -> solvers().isPresent());
        robot.screenshot("open-problem");
    }

    /** The list of solvers with boxes to check. */
    private Optional<Table> solvers() {
        return robot.first(Table.class, table -> (table.getStyle() & SWT.CHECK) != 0 && table.getItemCount() > 1);
    }

    @Test
    @Order(2)
    void twoSolversRunAtOnce() throws Exception {
        robot.ui(() -> {
            Table table = solvers().orElseThrow();
            for (int i = 0; i < 2; i++) {
                table.getItem(i).setChecked(true);
                notify(table, table.getItem(i), SWT.Selection, SWT.CHECK);
            }
            return null;
        });
        robot.await("Start is possible", () -> start().isPresent());
        robot.ui(() -> {
            robot.click(start().orElseThrow());
            return null;
        });
        robot.show(VIEW + "runs");
        robot.await("two runs in the history", () -> history() >= 2);
        robot.screenshot("two-runs");
        robot.show(VIEW + "convergence");
        robot.show(VIEW + "result");
        robot.screenshot("result-of-two-runs");
    }

    private Optional<Button> start() {
        return robot.first(Button.class, button -> button.getText().replace("&", "").equals("Start") && button.isEnabled());
    }

    /** The number of rows of the table of runs, the only virtual one. */
    private int history() {
        return robot.first(Table.class, table -> (table.getStyle() & SWT.VIRTUAL) != 0).map(Table::getItemCount).orElse(0);
    }

    /** The label of a view can be read, and so can the rest of the window. */
    @Test
    @Order(3)
    void theWindowStillAnswers() {
        robot.show(VIEW + "problem");
        robot.await("labels", () -> robot.first(Label.class, label -> true).isPresent());
    }
}
