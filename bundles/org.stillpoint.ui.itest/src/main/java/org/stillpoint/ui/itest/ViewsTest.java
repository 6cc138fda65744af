package org.stillpoint.ui.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.runtime.Platform;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IViewPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every view opens, light and dark, in a small and a large window; the menus are there; nothing is written to the workbench's log. */
class ViewsTest {

    private static final String VIEW = "org.stillpoint.ui.view.";
    private static final List<String> VIEWS = List.of("solvers", "blas", "problem", "convergence", "result", "runs", "run");

    private final Robot robot = new Robot();

    /** Every view shows something: a problem, two runs that have ended, a result with its pictures, measured speeds. */
    @BeforeEach
    void thereIsSomethingToSee() {
        User user = new User(robot);
        if (user.runs() == 0) {
            user.open(User.example("grid-transport.problem.json"));
            user.run("transport.grid", "transport.sinkhorn");
            user.awaitRuns(2);
            user.awaitNoneRuns();
            user.awaitResult("certified");
            user.turnTo("Pictures");
            robot.show(VIEW + "blas");
            robot.await("speeds have been measured", () -> robot.named(Table.class, "blas.speeds").filter(table -> table.getItemCount() > 0)
                    .isPresent());
        }
    }

    @AfterEach
    void nothingIsLogged() throws Exception {
        Path log = Platform.getLogFileLocation().toFile().toPath();
        assertEquals("", Files.exists(log) ? Files.readString(log) : "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyViewOpensInBothSizes(String theme) throws Exception {
        robot.ui(() -> {
            robot.window().getService(IThemeEngine.class).setTheme("org.eclipse.e4.ui.css.theme.e4_"
                    + (theme.equals("dark") ? "dark" : "default"), false);
            return null;
        });
        for (int[] size : new int[][] {{1280, 800}, {1920, 1080}}) {
            robot.resize(size[0], size[1]);
            for (String view : VIEWS) {
                IViewPart part = robot.show(VIEW + view);
                assertTrue(part.getClass().getName().startsWith("org.stillpoint.ui.internal"), part.getClass().getName());
                robot.screenshot(view + "-" + size[0] + "x" + size[1] + "-" + theme);
            }
        }
    }

    @Test
    void theTreeOfSolversShowsEveryFamily() {
        robot.show(VIEW + "solvers");
        robot.await("families in the tree", () -> robot.first(Tree.class, tree -> robot.item(tree, "halpern").isPresent()).isPresent());
        List<String> families = robot.ui(() -> List.of(robot.first(Tree.class, tree -> robot.item(tree, "halpern").isPresent()).orElseThrow()
                .getItems()).stream().map(item -> item.getText().split(" ")[0]).toList());
        assertTrue(families.containsAll(List.of("equilibrium", "halpern", "transport")), families::toString);
    }

    @Test
    void menusHaveNamesThatCanBeTyped() {
        List<String> texts = robot.ui(() -> {
            Menu bar = robot.window().getShell().getMenuBar();
            return List.of(bar.getItems()).stream().map(MenuItem::getText).toList();
        });
        assertEquals(List.of("&File", "&Edit", "&Window", "&Help"), texts.stream().filter(text -> !text.isEmpty()).toList());
        assertTrue(robot.ui(() -> robot.window().getShell().getText()).contains("Stillpoint"));
    }

    @Test
    void noControlIsCutOffByTheWindow() {
        for (String view : VIEWS) {
            robot.show(VIEW + view);
            List<Control> outside = robot.ui(() -> robot.all(robot.window().getShell(), Control.class,
                    control -> control.isVisible() && (control.getStyle() & SWT.PUSH) != 0
                            && (control.getLocation().x < 0 || control.getLocation().x + control.getSize().x
                                    > control.getParent().getClientArea().width + 1)));
            assertTrue(outside.isEmpty(), () -> view + ": " + outside);
        }
        assertFalse(robot.ui(() -> robot.all(robot.window().getShell(), Text.class, text -> true).isEmpty()));
    }
}
