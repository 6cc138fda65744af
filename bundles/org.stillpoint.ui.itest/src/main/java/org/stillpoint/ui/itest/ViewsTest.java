package org.stillpoint.ui.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.core.runtime.Platform;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IViewPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every view opens, light and dark, in a small and a large window; the menus are there; nothing is written to the workbench's log. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ViewsTest {

    private static final String VIEW = "org.stillpoint.ui.view.";
    private static final List<String> VIEWS = List.of("solvers", "blas", "problem", "convergence", "result", "runs", "run");

    /** Between the brightness of headings in the dark theme and in the light one, and of their texts. */
    private static final int DARK = 110;
    private static final double MOST_OF_GREYED = 0.8;

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

    private void turnTo(String theme) {
        robot.ui(() -> {
            robot.window().getService(IThemeEngine.class).setTheme("org.eclipse.e4.ui.css.theme.e4_"
                    + (theme.equals("dark") ? "dark" : "default"), false);
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyViewOpensInBothSizes(String theme) throws Exception {
        turnTo(theme);
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

    /** The last one: GTK does not give back the colours of the dark theme. */
    @Test
    @Order(Integer.MAX_VALUE)
    void inTheDarkThemeHeadingsAreDarkAndADisabledButtonLooksDisabled() {
        turnTo("dark");
        robot.show(VIEW + "problem");
        Table parts = robot.ui(() -> robot.named(Table.class, "problem.parts").orElseThrow());
        int heading = robot.ui(parts::getHeaderHeight);
        assertTrue(brightness(robot.picture(parts), heading).getAverage() < DARK, "headings are light");
        robot.show(VIEW + "run");
        Button start = robot.ui(() -> robot.named(Button.class, "run.start").orElseThrow());
        boolean enabled = robot.ui(start::isEnabled);
        try {
            int shown = contrast(start, true);
            int greyed = contrast(start, false);
            assertTrue(greyed < MOST_OF_GREYED * shown, () -> "contrast " + greyed + ", enabled " + shown);
        } finally {
            robot.ui(() -> {
                start.setEnabled(enabled);
                return null;
            });
        }
    }

    /** How far the brightest and the darkest place of a button are apart. */
    private int contrast(Button button, boolean enabled) {
        robot.ui(() -> {
            button.setEnabled(enabled);
            return null;
        });
        ImageData picture = robot.picture(button);
        IntSummaryStatistics seen = brightness(picture, picture.height);
        return seen.getMax() - seen.getMin();
    }

    /** The brightness of the pixels of the upper rows of a picture, each from 0 to 255. */
    private static IntSummaryStatistics brightness(ImageData picture, int rows) {
        return IntStream.range(0, rows * picture.width).map(i -> {
            RGB colour = picture.palette.getRGB(picture.getPixel(i % picture.width, i / picture.width));
            return (colour.red + colour.green + colour.blue) / 3;
        }).summaryStatistics();
    }

    @Test
    void theTextAboutTheWorkbenchIsSeenWhole() {
        robot.command("org.eclipse.ui.help.aboutAction");
        robot.await("the dialog about the workbench", () -> robot.dialogButton("Close").isPresent());
        try {
            List<StyledText> texts = robot.ui(() -> robot.all(robot.dialogButton("Close").orElseThrow().getShell(), StyledText.class,
                    text -> text.getText().contains("Stillpoint")));
            assertEquals(1, texts.size());
            int hidden = robot.ui(() -> hidden(texts.get(0)));
            assertTrue(hidden <= 0, () -> hidden + " pixels of the text are hidden");
        } finally {
            robot.ui(() -> {
                robot.dialogButton("Close").ifPresent(robot::click);
                return null;
            });
        }
    }

    /** How many pixels of a text are below the end of what it stands in. */
    private static int hidden(StyledText text) {
        int end = text.toDisplay(0, text.getLinePixel(text.getLineCount())).y;
        int hidden = 0;
        for (Composite area = text; !(area instanceof Shell); area = area.getParent()) {
            hidden = Math.max(hidden, end - area.toDisplay(0, area.getClientArea().height).y);
        }
        return hidden;
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
