package org.stillpoint.ui.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Opens problems, runs two solvers at once on each, and finds the runs in the history; opens a file that is broken. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SolvingTest {

    private static final String EXAMPLE = "morra.csv";
    private static final String VIEW = "org.stillpoint.ui.view.";

    private final Robot robot = new Robot();
    private final User user = new User(robot);

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

    @Test
    @Order(3)
    void aLinearProgramIsSolved() throws Exception {
        Path afiro = Path.of(System.getProperty("stillpoint.data"), "netlib", "afiro.mps.gz");
        assumeTrue(Files.exists(afiro), () -> "there is no " + afiro);
        solve(afiro, "halpern.linear-program");
    }

    @Test
    @Order(4)
    void aFileOfArraysIsReadBeforeItsTypeIsAskedForInTheView(@TempDir Path folder) throws Exception {
        List<String> open = user.problems();
        user.drop("problem", Files.write(folder.resolve("noise.npz"), new byte[] {5, 4, 3, 2, 1}));
        robot.await("a message at once", () -> robot.says("noise.npz: "));
        assertEquals(open, user.problems());
        user.drop("problem", User.example("covariance.csv"));
        robot.await("a question", () -> robot.named(Table.class, "problem.types").isPresent() && !robot.says("noise.npz: "));
        robot.screenshot("type-of-problem");
        robot.ui(() -> {
            Table types = robot.named(Table.class, "problem.types").orElseThrow();
            assertTrue(item(types, "linear-program").isEmpty(), "it cannot be one");
            TableItem parity = item(types, "risk-parity").orElseThrow();
            types.setSelection(parity);
            notify(types, parity, SWT.DefaultSelection, 0);
            return null;
        });
        robot.await("it is open", () -> robot.says("Risk parity portfolio"));
        assertTrue(user.offered().contains("halpern.risk-parity"), () -> user.offered().toString());
    }

    @Test
    @Order(5)
    void aTransportProblemIsSolvedByTwoSolvers() throws Exception {
        solve(User.example("grid-transport.problem.json"), "transport.grid", "transport.sinkhorn");
    }

    private void solve(Path file, String... solvers) throws Exception {
        user.open(file);
        int before = user.runs();
        user.run(solvers);
        user.awaitRuns(before + solvers.length);
        String name = file.getFileName().toString();
        for (String solver : solvers) {
            user.awaitRun(solver + " is certified", row -> row.contains(name) && row.contains(solver) && row.contains("| certified"));
        }
        user.show("convergence");
        robot.await("a curve for each solver", () -> user.curves() == solvers.length);
        user.awaitResult("CONVERGED", "certified");
        user.turnTo("Pictures");
        robot.screenshot("result-of-" + name.split("\\.")[0]);
    }

    @Test
    @Order(6)
    void aFileThatIsBrokenIsToldWithItsLineAndWhatWasOpenStays(@TempDir Path folder) throws Exception {
        List<String> open = user.problems();
        Path broken = Files.writeString(folder.resolve("broken.mps"), "NAME BROKEN\nROWS\n N COST\n L LIMIT\n"
                + "COLUMNS\n X COST one\nENDATA\n");
        user.drop("problem", broken);
        robot.await("a message with the line", () -> robot.says("broken.mps:6: "));
        assertEquals(open, user.problems());
        robot.screenshot("broken-file");
    }

    /** Leaves a window that is arranged differently. */
    @Test
    @Order(7)
    void aViewIsClosed() {
        robot.ui(() -> {
            robot.window().getActivePage().hideView(robot.window().getActivePage().findView(VIEW + "blas"));
            return null;
        });
        user.show("problem");
    }
}
