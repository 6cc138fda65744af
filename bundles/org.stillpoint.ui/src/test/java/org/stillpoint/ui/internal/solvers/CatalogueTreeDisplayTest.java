package org.stillpoint.ui.internal.solvers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.XMLMemento;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The tree of solvers on a display. */
@EnabledIfEnvironmentVariable(named = "DISPLAY", matches = ".+")
class CatalogueTreeDisplayTest {

    private Shell shell;
    private CatalogueTree tree;

    @BeforeEach
    void open() {
        shell = new Shell(Display.getDefault());
        tree = new CatalogueTree(shell);
        shell.setSize(400, 300);
        shell.open();
    }

    @AfterEach
    void close() {
        shell.dispose();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        collect(tree.viewer().getTree().getItems(), "", lines);
        return lines;
    }

    private static void collect(TreeItem[] items, String indent, List<String> lines) {
        for (TreeItem item : items) {
            lines.add(indent + item.getText());
            if (item.getExpanded()) {
                collect(item.getItems(), indent + " ", lines);
            }
        }
    }

    @Test
    void staysOpenAndSelectedWhileSolversComeAndGo() {
        Catalogue before = Samples.catalogue(List.of(Samples.NEW, Samples.SINKHORN), List.of(Samples.feature("1.1.0", false)), List.of());
        tree.show(before);
        assertEquals(List.of("example (1)", " picard  The method example.picard", "transport (1)",
                " sinkhorn  The method transport.sinkhorn"), lines());
        tree.viewer().setExpandedState(before.families().get(0).methods().get(0), true);
        tree.viewer().setExpandedState(before.families().get(1), false);
        tree.viewer().setSelection(new StructuredSelection(before.families().get(0).methods().get(0).release()));
        tree.show(Samples.catalogue(List.of(Samples.NEW, Samples.OLD, Samples.SINKHORN), List.of(), List.of()));
        assertEquals(List.of("example (1)", " picard  The method example.picard", "  1.1.0  called by default  part of the product",
                "  1.0.0  part of the product", "transport (1)"), lines());
        assertEquals("example/example.picard/1.1.0", tree.selected().orElseThrow().key());
        assertTrue(tree.selected().orElseThrow() instanceof Catalogue.Release release && release.feature().isEmpty(),
                "what is selected is new");
        tree.show(Samples.catalogue(List.of(Samples.SINKHORN), List.of(), List.of()));
        assertTrue(tree.selected().isEmpty());
        tree.show(before);
        assertEquals(List.of("example (1)", " picard  The method example.picard", "transport (1)"), lines());
    }

    @Test
    void aFamilyThatWasClosedStaysSoInTheNextSessionAndBehindAFilter() {
        Catalogue catalogue = Samples.catalogue(List.of(Samples.NEW, Samples.SINKHORN), List.of(), List.of());
        List<String> oneClosed = List.of("example (1)", "transport (1)", " sinkhorn  The method transport.sinkhorn");
        tree.show(catalogue);
        tree.viewer().setExpandedState(catalogue.families().get(0), false);
        assertEquals(oneClosed, lines());
        tree.narrow("example.picard");
        assertEquals(List.of("example (1)", " picard  The method example.picard"), lines());
        XMLMemento memento = XMLMemento.createWriteRoot("view");
        tree.save(memento);
        tree.narrow("");
        assertEquals(oneClosed, lines());
        close();
        open();
        tree.restore(memento);
        tree.show(catalogue);
        assertEquals(oneClosed, lines());
    }

    @Test
    void aSolverOnItsWayOutSaysSo() {
        tree.show(Samples.catalogue(List.of(), List.of(Samples.feature("1.0.0", true)), List.of(Samples.OLD)));
        assertEquals(List.of("example (1)", " picard  The method example.picard  leaving, 2 runs"), lines());
    }

    @Test
    void isNarrowedByWords() {
        tree.show(Samples.catalogue(List.of(Samples.NEW, Samples.SINKHORN), List.of(), List.of()));
        tree.narrow("sink");
        assertEquals(List.of("transport (1)", " sinkhorn  The method transport.sinkhorn"), lines());
        tree.narrow("nothing like it");
        assertEquals(0, tree.shown());
        tree.narrow("");
        assertEquals(2, tree.shown());
    }
}
