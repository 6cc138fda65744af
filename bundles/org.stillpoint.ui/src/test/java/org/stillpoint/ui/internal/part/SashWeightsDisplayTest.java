package org.stillpoint.ui.internal.part;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.XMLMemento;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sash on a display. */
@EnabledIfEnvironmentVariable(named = "DISPLAY", matches = ".+")
class SashWeightsDisplayTest {

    private static final int[] STANDARD = {60, 40};

    private final XMLMemento memento = XMLMemento.createWriteRoot("view");
    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(Display.getDefault());
        shell.setLayout(new FillLayout());
    }

    @AfterEach
    void close() {
        shell.dispose();
    }

    /** How much of the room the upper of two parts has. */
    private double upper(SashForm sash) {
        int[] weights = sash.getWeights();
        return weights[0] / (double) (weights[0] + weights[1]);
    }

    private SashForm sash() {
        SashForm sash = new SashForm(shell, SWT.VERTICAL);
        new Label(sash, SWT.NONE);
        new Label(sash, SWT.NONE);
        return sash;
    }

    @Test
    void areThereInTheNextSession() {
        SashForm before = sash();
        SashWeights.restore(before, null, STANDARD);
        assertEquals(0.6, upper(before), 1e-2);
        before.setWeights(1, 3);
        SashWeights.save(before, memento);
        SashForm after = sash();
        SashWeights.restore(after, memento, STANDARD);
        assertEquals(0.25, upper(after), 1e-2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "1,2,3", "0,0", "one,two", "-1,2", "99999999999,1"})
    void thatMakeNoSenseAreTheStandardOnes(String text) {
        memento.putString("weights", text);
        SashForm sash = sash();
        SashWeights.restore(sash, memento, STANDARD);
        assertEquals(0.6, upper(sash), 1e-2);
    }
}
