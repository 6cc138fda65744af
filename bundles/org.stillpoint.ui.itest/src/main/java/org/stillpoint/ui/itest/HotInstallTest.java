package org.stillpoint.ui.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Tree;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A solver bundle comes, its solvers run, are watched, cancelled, fail, and it goes while one of them is at work. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HotInstallTest {

    private static final int LARGE = 40;
    private static final int GROWTHS = 5;

    @TempDir
    private static Path folder;
    private static Path small;
    private static Path large;

    private final Robot robot = new Robot();
    private final User user = new User(robot);

    @BeforeAll
    static void writeProblems() throws IOException {
        small = program("small", 2, 1);
        large = program("large", LARGE, -1);
    }

    /** Columns of at least a hundredth whose sum is at most 1, each with the same cost. */
    private static Path program(String name, int columns, int cost) throws IOException {
        StringBuilder text = new StringBuilder("NAME " + name + "\nROWS\n N COST\n L SUM\nCOLUMNS\n");
        for (int i = 0; i < columns; i++) {
            text.append(" X" + i + " COST " + cost + " SUM 1\n");
        }
        text.append("RHS\n B SUM 1\nBOUNDS\n");
        for (int i = 0; i < columns; i++) {
            text.append(" LO LEAST X" + i + " 0.01\n");
        }
        return Files.writeString(folder.resolve(name + ".mps"), text.append("ENDATA\n"));
    }

    @Test
    @Order(1)
    void aBundleThatIsDroppedIsListed() throws Exception {
        user.drop("solvers", SteppingBundle.write(folder.resolve("stepping.jar")));
        robot.await("the family is listed", () -> user.solver(SteppingBundle.FAMILY).isPresent());
    }

    @Test
    @Order(2)
    void itsSolverRunsAndIsCertified() {
        user.open(small);
        user.run(SteppingBundle.SLOW);
        user.awaitResult("CONVERGED", "certified");
    }

    @Test
    @Order(3)
    void thePlotGrowsWhileItRuns() throws Exception {
        user.open(large);
        user.run(SteppingBundle.SLOW, SteppingBundle.FAILING);
        user.show("convergence");
        long iterations = 0;
        for (int i = 0; i < GROWTHS; i++) {
            long before = iterations;
            robot.await("points after iteration " + before, () -> user.plottedIterations() > before);
            iterations = user.plottedIterations();
        }
        robot.screenshot("plot-of-a-run-that-goes-on");
    }

    @Test
    @Order(4)
    void aSolverThatThrowsIsShownAsFailed() throws Exception {
        user.awaitRun("the failure", row -> row.contains(SteppingBundle.FAILING) && row.contains("failed"));
        user.selectRun(row -> row.contains(SteppingBundle.FAILING));
        user.awaitResult("failed");
        robot.await("the reason", () -> robot.says("the seventh step has no direction"));
        robot.screenshot("failed-run");
    }

    @Test
    @Order(5)
    void aRunThatIsCancelledGivesItsBestIterate() {
        user.selectRun(row -> row.contains(SteppingBundle.SLOW) && row.contains("large"));
        user.cancel(SteppingBundle.SLOW);
        user.awaitResult("CANCELLED");
        user.turnTo("Solution");
        robot.await("the best iterate, a row for each column",
                () -> robot.named(Table.class, "result.table").filter(table -> table.getItemCount() == LARGE).isPresent());
        user.awaitRun("it is in the history", row -> row.contains(SteppingBundle.SLOW) && row.contains("CANCELLED"));
    }

    @Test
    @Order(6)
    void aFamilyGoesWhileARunOfItGoesOnAndItsResultIsShown() throws Exception {
        int runs = user.runs();
        user.run(SteppingBundle.SLOW);
        user.awaitRuns(runs + 1);
        user.selectRun(row -> row.contains("CANCELLED"));
        user.awaitResult("CANCELLED");
        user.selectSolver(SteppingBundle.FAMILY, "slow");
        robot.type(robot.ui(() -> robot.named(Tree.class, "solvers.tree").orElseThrow()), SWT.DEL);
        robot.await("a question", () -> robot.dialogButton("Uninstall").isPresent());
        robot.ui(() -> {
            robot.click(robot.dialogButton("Uninstall").orElseThrow());
            return null;
        });
        robot.await("the view says that it is at work, or done", () -> robot.says("Uninstall " + SteppingBundle.FAMILY));
        user.awaitResult("CANCELLED");
        user.cancel(SteppingBundle.SLOW);
        user.show("solvers");
        robot.await("the family is gone", () -> user.solver("halpern").isPresent() && user.solver(SteppingBundle.FAMILY).isEmpty());
        robot.await("the view says so", () -> robot.says("Uninstall " + SteppingBundle.FAMILY));
        user.awaitResult("CANCELLED");
        robot.screenshot("family-gone");
        robot.await("both runs are in the history", () -> user.history().stream()
                .filter(row -> row.contains(SteppingBundle.SLOW) && row.contains("CANCELLED")).count() == 2);
        assertEquals(runs + 1, user.runs());
        user.show("run");
        robot.await("the form no longer offers it", () -> robot.named(Table.class, "run.solvers")
                .filter(table -> Stream.of(table.getItems()).noneMatch(item -> item.getText().startsWith(SteppingBundle.FAMILY))).isPresent());
    }
}
