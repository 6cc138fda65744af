package org.stillpoint.ui.itest;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.Test;

/** After a restart: the runs of the session before are in the history, and its problem is open. */
class RestoredTest {

    private final Robot robot = new Robot();

    @Test
    void theHistoryIsThere() throws Exception {
        robot.show("org.stillpoint.ui.view.runs");
        robot.await("two runs in the history", () -> robot.first(Table.class, table -> (table.getStyle() & SWT.VIRTUAL) != 0)
                .map(Table::getItemCount).orElse(0) >= 2);
        robot.screenshot("restored-runs");
    }

    @Test
    void theProblemIsOpen() throws Exception {
        robot.show("org.stillpoint.ui.view.run");
        robot.show("org.stillpoint.ui.view.problem");
        robot.await("solvers are offered for the problem that was open",
                () -> robot.first(Table.class, table -> (table.getStyle() & SWT.CHECK) != 0 && table.getItemCount() > 1).isPresent());
        robot.screenshot("restored-problem");
    }
}
