package org.stillpoint.ui.internal.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;

/** Certificates on a display. */
@EnabledIfEnvironmentVariable(named = "DISPLAY", matches = ".+")
class CertificatePageDisplayTest {

    private static final String NAME = "least probability of the column strategy";

    private Shell shell;
    private CertificatePage page;

    @BeforeEach
    void open() {
        shell = new Shell(Display.getDefault());
        shell.setLayout(new FillLayout());
        page = new CertificatePage(shell);
    }

    @AfterEach
    void close() {
        shell.dispose();
    }

    private Table show(int width) {
        page.show(Optional.of(new Certificate("org.stillpoint.verify 1.0.0",
                List.of(Check.atLeast(NAME, 0, -1e-9), Check.atMost("gap", 2e-6, 1e-6)), Map.of("upperBound", -0.083333333333333),
                List.of())));
        shell.setSize(width, 300);
        shell.open();
        while (shell.getDisplay().readAndDispatch()) {
            // Lets the toolkit lay the table out.
        }
        return (Table) Stream.of(page.control().getChildren()).filter(Table.class::isInstance).findFirst().orElseThrow();
    }

    /** As wide as the view is in a window of 1280 by 800. */
    @Test
    void namesHaveTheRoomTheyNeed() {
        Table table = show(600);
        GC gc = new GC(table);
        try {
            gc.setFont(table.getFont());
            assertTrue(table.getColumn(0).getWidth() > gc.textExtent(NAME).x, "the name is cut");
        } finally {
            gc.dispose();
        }
        int all = IntStream.range(0, table.getColumnCount()).map(i -> table.getColumn(i).getWidth()).sum();
        assertTrue(all <= table.getClientArea().width, all + " are more than there is room for");
    }

    @Test
    void quantitiesFollowTheChecks() {
        Table table = show(600);
        assertEquals(List.of(NAME, "gap", "upper bound"), Stream.of(table.getItems()).map(TableItem::getText).toList());
        assertEquals("-0.08333333333", table.getItem(2).getText(1));
        assertEquals(List.of("", ""), List.of(table.getItem(2).getText(2), table.getItem(2).getText(3)), "nothing is claimed of them");
        assertEquals(List.of("holds", "fails"), List.of(table.getItem(0).getText(3), table.getItem(1).getText(3)));
    }

    /** Then the numbers are cut at the right, where they can be scrolled to. */
    @Test
    void aNarrowTableStillShowsNames() {
        Table table = show(150);
        assertTrue(table.getColumn(0).getWidth() >= 60, "the width is " + table.getColumn(0).getWidth());
    }
}
