package org.stillpoint.ui.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.Widget;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Drops archives on the view of solvers of a workbench that lacks the family of recurrences. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallTest {

    private static final String FAMILY = "recurrence";
    private static final String OTHER_FAMILY = "halpern";

    private final Robot robot = new Robot();

    private Optional<Tree> tree() {
        return robot.first(Tree.class, tree -> robot.item(tree, OTHER_FAMILY).isPresent());
    }

    private boolean isListed() {
        return tree().filter(tree -> robot.item(tree, FAMILY + " (").isPresent() || robot.item(tree, FAMILY).isPresent()).isPresent();
    }

    private void drop(Path file) {
        robot.show("org.stillpoint.ui.view.solvers");
        robot.await("the tree of solvers", () -> tree().isPresent());
        robot.ui(() -> {
            Control target = tree().orElseThrow();
            while (target.getData(DND.DROP_TARGET_KEY) == null) {
                target = target.getParent();
            }
            robot.drop(target, file);
            return null;
        });
    }

    @Test
    @Order(1)
    void aFileThatIsNoArchiveIsRefusedWhereTheUserLooks(@TempDir Path folder) throws Exception {
        drop(Files.writeString(folder.resolve("broken.solver"), "no archive"));
        robot.await("the refusal names the file", () -> says("broken.solver"));
        robot.screenshot("refused-archive");
    }

    private boolean says(String text) {
        return robot.first(Control.class, control -> control.isVisible() && textOf(control).contains(text)).isPresent();
    }

    private static String textOf(Widget widget) {
        return widget instanceof org.eclipse.swt.widgets.Text text ? text.getText()
                : widget instanceof org.eclipse.swt.widgets.Label label ? label.getText()
                : widget instanceof org.eclipse.swt.custom.StyledText styled ? styled.getText() : "";
    }

    @Test
    @Order(2)
    void anArchiveThatIsDroppedIsListed() throws Exception {
        Path archive = Path.of(System.getProperty("stillpoint.features"), "org.stillpoint.recurrence.solver");
        assertTrue(Files.exists(archive), archive::toString);
        drop(archive);
        robot.await("the family is listed", this::isListed);
        robot.screenshot("installed-archive");
    }
}
