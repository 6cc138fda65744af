package org.stillpoint.ui.internal.part;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaveDialogTest {

    private static final List<String> ENDS = List.of(".png", ".svg", ".csv");

    @ParameterizedTest
    @CsvSource({
        // What was typed, the format in the list, whether it was chosen there, the name of the file.
        "plot.png, 0, false, plot.png",
        "plot, 0, false, plot.png",
        "plot, 1, true, plot.svg",
        "plot.png, 1, true, plot.svg",
        "plot.svg, 0, false, plot.svg",
        "plot.SVG, 0, false, plot.SVG",
        "plot.PNG, 2, true, plot.csv",
        "plot.csv, 2, true, plot.csv",
        "v1.2, 0, false, v1.2.png",
        "plot.jpg, 1, true, plot.jpg.svg"})
    void namesEndInAFormat(String typed, int index, boolean chosen, String expected) {
        Path folder = Path.of("/tmp/a.png/b");
        assertEquals(folder.resolve(expected), SaveDialog.complete(folder.resolve(typed), ENDS, index, chosen));
    }

    @Test
    void formatsAreNamed() {
        assertEquals(List.of("Picture (*.png)", "Drawing (*.svg)", "*.mat"),
                SaveDialog.Format.of(List.of(".png", ".svg", ".mat")).stream().map(SaveDialog.Format::title).toList());
    }
}
