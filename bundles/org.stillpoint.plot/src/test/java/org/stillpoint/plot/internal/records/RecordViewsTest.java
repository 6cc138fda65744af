package org.stillpoint.plot.internal.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.MatrixField;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.RecordingPainter;
import org.stillpoint.plot.internal.Tables;

class RecordViewsTest {

    private static DataRecord record() {
        DMatrixSparseCSC sparse = new DMatrixSparseCSC(3, 2, 2);
        sparse.set(0, 0, 1);
        sparse.set(2, 1, -4);
        DataRecord.Builder record = DataRecord.of("example", 1).number("stepSize", .25).integer("count", 12_000).truth("exact", true)
                .text("layer", "dense").texts("names", List.of("a", "b", "a")).doubles("x", new double[] {1, -2, 3})
                .array("batch", new NamedArray(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2)).doubles("nothing", new double[0])
                .ints("labels", new int[] {2, 4}).record("inner", DataRecord.of("inner", 1).doubles("long", new double[1000]).build());
        MatrixField.write(record, "matrix", sparse);
        return record.build();
    }

    @Test
    void everyPartIsListed() {
        List<List<String>> rows = Tables.texts(RecordTables.parts("Parts", RecordViewsTest::record));
        assertTrue(rows.contains(List.of("step size", "0.25", "", "", "")), rows.toString());
        assertTrue(rows.contains(List.of("names", "3 texts: a, b", "", "", "")), rows.toString());
        assertTrue(rows.contains(List.of("x", "3", "-2", "0.666667", "3")), rows.toString());
        assertTrue(rows.contains(List.of("batch", "2 by 2 by 2", "1", "4.5", "8")), rows.toString());
        assertTrue(rows.contains(List.of("nothing", "0", "", "", "")), rows.toString());
        assertTrue(rows.contains(List.of("labels", "2", "2", "3", "4")), rows.toString());
        assertTrue(rows.contains(List.of("inner, long", "1,000", "0", "0", "0")), rows.toString());
    }

    @Test
    void theFirstArraysAreDrawn() {
        List<Picture> pictures = RecordPictures.of(RecordViewsTest::record);
        assertEquals(List.of("X", "Batch, the first of several", "Inner, long", "Matrix"), pictures.stream().map(Picture::title).toList());
        pictures.forEach(RecordingPainter::of);
        RecordingPainter bars = RecordingPainter.of(pictures.get(0));
        assertEquals(2, bars.shapes("rectangle", Ink.SOURCE).size());
        assertEquals(1, bars.shapes("rectangle", Ink.TARGET).size());
        RecordingPainter entries = RecordingPainter.of(pictures.get(3));
        assertTrue(entries.texts().get(entries.texts().size() - 1).startsWith("2 entries, 33.3 %"), entries.texts().toString());
    }

    @Test
    void whatIsNotFiniteIsNotDrawnButListed() {
        double[] values = {Double.NaN, Double.POSITIVE_INFINITY, 1e308, -1e308, 0, 1e-320};
        double[] none = new double[4];
        Arrays.fill(none, Double.NaN);
        DataRecord record = DataRecord.of("example", 1).doubles("x", values).doubles("none", none)
                .array("matrix", new NamedArray(values.clone(), 2, 3)).build();
        List<Picture> pictures = RecordPictures.of(() -> record);
        assertEquals(2, pictures.size());
        pictures.forEach(RecordingPainter::of);
        assertEquals("NaN", Tables.texts(RecordTables.parts("t", () -> record)).get(0).get(3));
        assertEquals(List.of(), RecordPictures.of(() -> DataRecord.of("empty", 1).build()));
        assertEquals(0, RecordTables.parts("t", () -> DataRecord.of("empty", 1).build()).rows());
    }
}
