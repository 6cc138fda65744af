package org.stillpoint.api.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.History;
import org.stillpoint.api.Progress;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

class LinearProgramTest {

    @Test
    void randomProgramsSurviveTheBinaryForm() {
        for (int seed = 0; seed < 100; seed++) {
            DataRecord record = random(new Random(seed)).toRecord();
            LinearProgram read = LinearProgram.problemType().problem(BinaryFormat.fromBytes(BinaryFormat.toBytes(record)));
            assertEquals(record, read.toRecord(), "seed " + seed);
        }
    }

    @Test
    void solutionsSurviveTheBinaryForm() {
        Solution<LinearProgramSolution> solution = Solution
                .of(Status.INFEASIBLE, new LinearProgramSolution(new double[] {1, Double.NaN}, new double[] {2}, new double[2],
                        new double[] {-1}))
                .residual(1e-9, 1e-6).count(Counter.ITERATIONS, 12).count(Counter.FINISH, 3).warn("a warning").build()
                .withHistory(new History(new long[] {1, 2}, new double[] {.5, 1}, new double[] {3, Double.NaN}));
        DataRecord read = BinaryFormat.fromBytes(BinaryFormat.toBytes(solution.toRecord()));
        Solution<LinearProgramSolution> copy = Solution.fromRecord(read, LinearProgram.problemType());
        assertEquals(solution.toRecord(), copy.toRecord());
        assertEquals(List.of(Counter.ITERATIONS, Counter.FINISH), List.copyOf(copy.counters().keySet()));
        assertEquals(12, copy.iterations());
    }

    @Test
    void progressSurvivesTheBinaryForm() {
        Progress progress = new Progress(40, Double.NaN, 2.5, 0.125);
        assertEquals(progress, Progress.fromRecord(BinaryFormat.fromBytes(BinaryFormat.toBytes(progress.toRecord()))));
        assertEquals(16, progress.rate());
    }

    @Test
    void boundsHaveTheUsualDefaults() {
        LinearProgram program = LinearProgram.of(new double[] {1}, new DMatrixSparseCSC(1, 1, 0)).build();
        assertArrayEquals(new double[] {0}, program.columnLower());
        assertArrayEquals(new double[] {Double.POSITIVE_INFINITY}, program.columnUpper());
        assertArrayEquals(new double[] {Double.NEGATIVE_INFINITY}, program.rowLower());
    }

    @Test
    void whatIsWrongIsNamed() {
        assertRefused("objective 1 is NaN", LinearProgram.of(new double[] {0, Double.NaN}, new DMatrixSparseCSC(0, 2, 0)));
        assertRefused("objective: expected 2 values, got 1", LinearProgram.of(new double[1], new DMatrixSparseCSC(0, 2, 0)));
        assertRefused("row lower bound 0 is Infinity", LinearProgram.of(new double[0], new DMatrixSparseCSC(1, 0, 0))
                .rowBounds(new double[] {Double.POSITIVE_INFINITY}, new double[] {Double.POSITIVE_INFINITY}));
        assertRefused("column upper bound 0 is NaN", LinearProgram.of(new double[1], new DMatrixSparseCSC(0, 1, 0))
                .columnBounds(new double[1], new double[] {Double.NaN}));
        assertRefused("row names: expected 1 or none, got 2", LinearProgram.of(new double[0], new DMatrixSparseCSC(1, 0, 0))
                .names(List.of("a", "b"), List.of()));
        DMatrixSparseCSC twice = new DMatrixSparseCSC(2, 1, 2);
        twice.col_idx[1] = 2;
        twice.nz_length = 2;
        twice.indicesSorted = true;
        assertRefused("row 0 after row 0 of 2", LinearProgram.of(new double[1], twice));
    }

    @Test
    void fixedPointProblemsSurviveTheBinaryForm() {
        FixedPointProblem problem = new FixedPointProblem("rotation", new double[] {1, 2});
        assertEquals(problem, FixedPointProblem.problemType().problem(BinaryFormat.fromBytes(BinaryFormat.toBytes(problem.toRecord()))));
        assertThrows(DataException.class, () -> new FixedPointProblem("rotation", new double[] {Double.NaN}));
        assertThrows(DataException.class, () -> LinearProgram.fromRecord(problem.toRecord()));
    }

    @Test
    void convergenceCannotBeClaimedAboveTheTolerance() {
        for (double residual : new double[] {2e-6, Double.NaN, Double.NEGATIVE_INFINITY}) {
            assertThrows(IllegalStateException.class,
                    Solution.of(Status.CONVERGED, new FixedPoint(new double[0])).residual(residual, 1e-6)::build);
        }
        assertThrows(IllegalStateException.class,
                Solution.of(Status.CONVERGED, new FixedPoint(new double[0])).residual(1, Double.POSITIVE_INFINITY)::build);
    }

    private static void assertRefused(String message, LinearProgram.Builder builder) {
        DataException refusal = assertThrows(DataException.class, builder::build);
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }

    private static LinearProgram random(Random random) {
        int rows = random.nextInt(6);
        int columns = random.nextInt(6);
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(rows, columns, 1);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (random.nextBoolean()) {
                    matrix.set(row, column, random.nextGaussian());
                }
            }
        }
        double[] lower = random.doubles(rows).map(d -> d < .3 ? Double.NEGATIVE_INFINITY : d).toArray();
        double[] upper = random.doubles(rows).map(d -> d < .3 ? Double.POSITIVE_INFINITY : d + 1).toArray();
        return LinearProgram.of(random.doubles(columns).toArray(), matrix).name("random").maximise(random.nextBoolean())
                .objectiveConstant(random.nextGaussian()).rowBounds(lower, upper)
                .names(IntStream.range(0, rows).mapToObj(i -> "r" + i).toList(), List.of()).build();
    }
}
