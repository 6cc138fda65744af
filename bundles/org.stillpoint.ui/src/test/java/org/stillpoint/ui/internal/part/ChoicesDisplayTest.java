package org.stillpoint.ui.internal.part;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Combo boxes on a display. */
@EnabledIfEnvironmentVariable(named = "DISPLAY", matches = ".+")
class ChoicesDisplayTest {

    private Shell shell;
    private Combo combo;

    @BeforeEach
    void open() {
        shell = new Shell(Display.getDefault());
        shell.setLayout(new FillLayout());
        combo = new Combo(shell, SWT.READ_ONLY | SWT.DROP_DOWN);
        shell.setSize(200, 80);
        shell.open();
    }

    @AfterEach
    void close() {
        shell.dispose();
    }

    private void dispatch() {
        while (shell.getDisplay().readAndDispatch()) {
            // Lets the toolkit do what the calls before have asked for.
        }
    }

    @Test
    void offersOtherItemsOfWhichNoneIsSelected() {
        for (List<String> items : List.of(List.of("a", "b"), List.of("c"), List.<String>of(), List.of("d", "e", "d"))) {
            Choices.set(combo, items);
            assertArrayEquals(items.toArray(), combo.getItems());
            assertEquals(-1, combo.getSelectionIndex());
            combo.select(0);
            assertEquals(items.isEmpty() ? "" : items.get(0), combo.getText());
        }
    }

    @Test
    void keepsTheFocus() {
        Choices.set(combo, List.of("a"));
        combo.select(0);
        combo.setFocus();
        dispatch();
        List<String> lost = new ArrayList<>();
        combo.addListener(SWT.FocusOut, event -> lost.add("lost"));
        Choices.set(combo, List.of("b", "c"));
        combo.select(1);
        dispatch();
        assertEquals(List.of(), lost);
    }
}
