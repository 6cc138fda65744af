package org.stillpoint.ui.itest;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** After a restart: the views stand as they did, the runs of the session before are in the history, and its problems are open. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoredTest {

    private final Robot robot = new Robot();

    @Test
    @Order(1)
    void theViewsStandAsTheyWereLeft() {
        assertNull(robot.ui(() -> robot.window().getActivePage().findViewReference("org.stillpoint.ui.view.blas")));
        robot.await("the view of problems is on top", () -> robot.named(Composite.class, "problem").isPresent());
    }

    @Test
    @Order(2)
    void theHistoryIsThere() throws Exception {
        robot.show("org.stillpoint.ui.view.runs");
        robot.await("two runs in the history", () -> robot.first(Table.class, table -> (table.getStyle() & SWT.VIRTUAL) != 0)
                .map(Table::getItemCount).orElse(0) >= 2);
        robot.screenshot("restored-runs");
    }

    @Test
    @Order(3)
    void theProblemIsOpen() throws Exception {
        robot.show("org.stillpoint.ui.view.run");
        robot.show("org.stillpoint.ui.view.problem");
        robot.await("solvers are offered for the problem that was open",
                () -> robot.first(Table.class, table -> (table.getStyle() & SWT.CHECK) != 0 && table.getItemCount() > 1).isPresent());
        List<String> problems = new User(robot).problems();
        for (String name : List.of("morra", "grid-transport")) {
            assertTrue(problems.stream().anyMatch(problem -> problem.contains(name)), problems::toString);
        }
        robot.screenshot("restored-problem");
    }

    @Test
    @Order(4)
    void theSolversThatWereCheckedAreCheckedAgain() {
        robot.show("org.stillpoint.ui.view.run");
        robot.await("both solvers are checked", () -> robot.named(Table.class, "run.solvers").map(Table::getItems).stream()
                .flatMap(Stream::of).filter(TableItem::getChecked).map(TableItem::getText).toList()
                .equals(List.of("transport.grid", "transport.sinkhorn")));
    }
}
