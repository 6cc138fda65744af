package org.stillpoint.plot.internal.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.problem.QuadraticProgram;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.RecordingPainter;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.internal.Tables;

class ProgramViewersTest {

    private static final double NONE = Double.POSITIVE_INFINITY;

    private final LinearProgramViewer viewer = new LinearProgramViewer();

    /** min 2 x1 + 3 x2 - x3 subject to x1 + x2 >= 4, x2 - x3 in [-1, 2], x3 <= 3, which is solved by (4, 0, 1). */
    private static LinearProgram program() {
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(2, 3, 4);
        matrix.set(0, 0, 1);
        matrix.set(0, 1, 1);
        matrix.set(1, 1, 1);
        matrix.set(1, 2, -1);
        return LinearProgram.of(new double[] {2, 3, -1}, matrix).rowBounds(new double[] {4, -1}, new double[] {NONE, 2})
                .columnBounds(new double[3], new double[] {NONE, NONE, 3})
                .names(List.of("Demand", "Balance"), List.of("Cheap_Good", "Dear & <rare>", "Credit")).build();
    }

    private static LinearProgramSolution solution(double... x) {
        return new LinearProgramSolution(x, new double[] {2, 1}, new double[] {0, 0, 0});
    }

    @Test
    void columnsThatAreNotZeroComeBySize() {
        List<ResultTable> tables = viewer.tables(program(), solution(4, 0, 1));
        assertEquals("Columns that are not zero: 2 of 3", tables.get(0).title());
        assertEquals(List.of(List.of("Cheap Good", "4"), List.of("Credit", "1")), Tables.texts(tables.get(0)));
        assertEquals(List.of(1.0, .25), Tables.shares(tables.get(0)));
        assertEquals(List.of(List.of("Demand", "4", "4", "", "2"), List.of("Balance", "-1", "-1", "2", "1")), Tables.texts(tables.get(1)));
        assertEquals(List.of("Credit", "-1", "0", "1", "3", "0"), Tables.texts(tables.get(2)).get(2));
    }

    @Test
    void aProgramIsMadeOfColumnsRowsAndEntries() {
        List<ResultTable> tables = viewer.tables(program());
        assertEquals(List.of("Dear & <rare>", "3", "0", "", "2"), Tables.texts(tables.get(0)).get(1));
        assertEquals(List.of("Balance", "-1", "2", "2"), Tables.texts(tables.get(1)).get(1));
        RecordingPainter painter = RecordingPainter.of(viewer.pictures(program()).get(0));
        assertEquals(2, painter.shapes("rectangle", Ink.SOURCE).size(), "neighbours are one");
        assertEquals(1, painter.shapes("rectangle", Ink.TARGET).size(), "a negative entry");
        assertTrue(painter.texts().contains("Demand") && painter.texts().stream().anyMatch(text -> text.startsWith("4 entries, 66.7 %")));
    }

    @Test
    void rowsWithPricesStandOut() {
        RecordingPainter painter = RecordingPainter.of(viewer.pictures(program(), solution(4, 0, 1)).get(0));
        assertEquals(2, painter.shapes("circle", Ink.TARGET).size());
        assertEquals(0, painter.shapes("circle", Ink.SOURCE).size());
        assertTrue(painter.texts().contains("Demand: price 2"));
    }

    @Test
    void aRayIsListed() {
        ResultTable ray = viewer.tables(program(), new LinearProgramSolution(new double[3], new double[2], new double[3], new double[] {1,
                -1}))
                .get(0);
        assertEquals(List.of(List.of("Demand", "1"), List.of("Balance", "-1")), Tables.texts(ray));
    }

    @Test
    void whatDoesNotFitOrIsNotFiniteHarmsNothing() {
        assertEquals(List.of(), viewer.tables(program(), solution(1, 2)));
        assertEquals(List.of(), viewer.pictures(program(), solution(1, 2)));
        assertEquals(List.of(), viewer.tables(program(), new FixedPoint(new double[3])));
        LinearProgramSolution diverged = new LinearProgramSolution(new double[] {Double.NaN, NONE, -NONE}, new double[] {Double.NaN, NONE},
                new double[0]);
        viewer.tables(program(), diverged).forEach(Tables::texts);
        viewer.pictures(program(), diverged).forEach(RecordingPainter::of);
        LinearProgram empty = LinearProgram.of(new double[0], new DMatrixSparseCSC(0, 0, 0)).build();
        assertEquals(List.of(), viewer.pictures(empty));
        LinearProgramSolution nothing = new LinearProgramSolution(new double[0], new double[0], new double[0]);
        assertEquals(List.of(), viewer.pictures(empty, nothing));
        viewer.tables(empty, nothing).forEach(Tables::texts);
    }

    @Test
    void millionsOfColumnsCostNothingUntilTheyAreAsked() {
        int columns = 2_000_000;
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(1, columns, columns);
        for (int j = 0; j < columns; j++) {
            matrix.col_idx[j + 1] = j + 1;
            matrix.nz_values[j] = 1;
        }
        matrix.nz_length = columns;
        LinearProgram program = LinearProgram.of(new double[columns], matrix).build();
        double[] x = new double[columns];
        x[columns / 2] = 1;
        long started = System.nanoTime();
        List<ResultTable> tables = viewer.tables(program, new LinearProgramSolution(x, new double[1], new double[columns]));
        List<Picture> pictures = viewer.pictures(program);
        double seconds = (System.nanoTime() - started) * 1e-9;
        assertTrue(seconds < 1, "seconds to make tables and pictures: " + seconds);
        assertEquals(columns, tables.get(2).rows());
        assertEquals("1000001", tables.get(0).row().apply(0).get(0));
        assertEquals("2000000", tables.get(2).row().apply(columns - 1).get(0));
        assertTrue(RecordingPainter.of(pictures.get(0)).shapes().size() < 200, "a row of blocks");
    }

    @Test
    void aQuadraticProgramHasTheMatrixOfItsObjectiveToo() {
        DMatrixSparseCSC quadratic = new DMatrixSparseCSC(3, 3, 2);
        quadratic.set(0, 0, 2);
        quadratic.set(2, 2, 1);
        QuadraticProgram program = new QuadraticProgram(program(), quadratic);
        QuadraticProgramViewer quadraticViewer = new QuadraticProgramViewer();
        List<Picture> pictures = quadraticViewer.pictures(program);
        assertEquals(List.of("Constraint matrix", "Matrix of the objective"), pictures.stream().map(Picture::title).toList());
        pictures.forEach(RecordingPainter::of);
        assertEquals(viewer.tables(program(), solution(4, 0, 1)).size(), quadraticViewer.tables(program, solution(4, 0, 1)).size());
        assertFalse(quadraticViewer.pictures(program, solution(4, 0, 1)).isEmpty());
        assertEquals(List.of(), viewer.pictures(program), "another viewer's problem");
    }
}
