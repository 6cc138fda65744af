package org.stillpoint.api.problem.recurrence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.LinearAttention.FeatureMap;

/** Binary forms and refusals of linear recurrences, diagonalisations, linear attention and implicit state spaces. */
class LinearRecurrenceProblemsTest {

    private static final double[] NONE = {};

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static void refuses(String part, Executable construction) {
        String message = assertThrows(DataException.class, construction).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static Sequences sequences(int batch, int steps, int size) {
        double[] values = new double[batch * steps * size];
        for (int k = 0; k < values.length; k++) {
            values[k] = k - 3;
        }
        return new Sequences(values, batch, steps, size);
    }

    private static AffineRecurrence affine(int block, int matrices, int batch) {
        return new AffineRecurrence(new JacobianStructure(block), new double[matrices * 4 * block], sequences(batch, 3, 4),
                new double[4 * batch]);
    }

    @Test
    void affineRecurrencesSurviveTheirBinaryForm() {
        for (int block : new int[] {1, 2, 4}) {
            for (int matrices : new int[] {1, 3, 6}) {
                AffineRecurrence problem = affine(block, matrices, 2);
                assertEquals(problem, AffineRecurrence.fromRecord(again(problem.toRecord())));
                assertEquals(matrices == 1 ? 0 : 4 * block, problem.transitionStride());
                assertEquals(matrices == 1 ? 0 : matrices == 3 ? 8 * block : 20 * block, problem.transitionOffset(1, 2));
            }
        }
        assertNotEquals(affine(1, 1, 2), affine(2, 1, 2));
        AffineRecurrence dense = AffineRecurrence.fromRecord(DataRecord.of(AffineRecurrence.TYPE, 1).doubles("transitions", new double[4])
                .array("offsets", new NamedArray(new double[6], 3, 2)).build());
        assertEquals(new AffineRecurrence(JacobianStructure.dense(2), new double[4], Sequences.of(new double[6], 2), NONE), dense);
        assertArrayEquals(new double[2], dense.start());
    }

    @Test
    void affineRecurrencesThatDoNotFitAreRefused() {
        refuses("block is 3", () -> affine(3, 1, 1));
        refuses("transitions has 8 values; expected 4 for one matrix, or 12 for one in each step", () -> affine(1, 2, 1));
        refuses("or 24 for one in each step of each sequence", () -> affine(1, 2, 2));
        refuses("at least one sequence", () -> new AffineRecurrence(JacobianStructure.DIAGONAL, NONE, Sequences.none(1, 3), NONE));
        refuses("initialState: expected 4 values", () -> new AffineRecurrence(JacobianStructure.DIAGONAL, new double[4],
                sequences(1, 3, 4), new double[3]));
        refuses("transitions 1 is NaN", () -> new AffineRecurrence(JacobianStructure.DIAGONAL, new double[] {0, Double.NaN, 0, 0},
                sequences(1, 3, 4), NONE));
    }

    @Test
    void diagonalisationsSurviveTheirBinaryForm() {
        DMatrixRMaj matrix = new DMatrixRMaj(new double[][] {{1, 2}, {0, 1}});
        PerturbedDiagonalisation problem = new PerturbedDiagonalisation(matrix, 1e-8);
        assertEquals(problem, PerturbedDiagonalisation.fromRecord(again(problem.toRecord())));
        PerturbedDiagonalisation chosen = new PerturbedDiagonalisation(matrix);
        assertEquals(chosen, PerturbedDiagonalisation.fromRecord(again(chosen.toRecord())));
        assertEquals(chosen, new PerturbedDiagonalisation(matrix, -0.5));
        Diagonalisation value = new Diagonalisation(new double[4], new double[8], new double[8], new DMatrixRMaj(2, 2), 7);
        assertEquals(value, Diagonalisation.fromRecord(again(value.toRecord())));
        refuses("matrix is 2 x 3", () -> new PerturbedDiagonalisation(new DMatrixRMaj(2, 3)));
        refuses("relativeSize is 1.0", () -> new PerturbedDiagonalisation(matrix, 1));
        refuses("relativeSize is NaN", () -> new PerturbedDiagonalisation(matrix, Double.NaN));
        refuses("entry (0, 0) is Infinity", () -> new PerturbedDiagonalisation(new DMatrixRMaj(new double[][] {
            {Double.POSITIVE_INFINITY}})));
        refuses("vectors: expected 8 values", () -> new Diagonalisation(new double[4], new double[4], new double[8],
                new DMatrixRMaj(2, 2), 1));
    }

    @Test
    void attentionSurvivesItsBinaryForm() {
        LinearAttention problem = new LinearAttention(sequences(2, 3, 4), sequences(2, 3, 4), sequences(2, 3, 5), FeatureMap.RELU, false);
        assertEquals(problem, LinearAttention.fromRecord(again(problem.toRecord())));
        LinearAttention usual = LinearAttention.fromRecord(DataRecord.of(LinearAttention.TYPE, 1)
                .array("queries", new NamedArray(new double[6], 3, 2)).array("keys", new NamedArray(new double[6], 3, 2))
                .array("values", new NamedArray(new double[3], 3)).build());
        assertEquals(FeatureMap.ELU_PLUS_ONE, usual.featureMap());
        assertTrue(usual.normalised());
        AttentionOutput output = new AttentionOutput(sequences(2, 3, 5));
        assertEquals(output, AttentionOutput.fromRecord(again(output.toRecord())));
        assertEquals(3.5, FeatureMap.ELU_PLUS_ONE.apply(2.5));
        assertEquals(Math.exp(-2), FeatureMap.ELU_PLUS_ONE.apply(-2));
        refuses("keys are Sequences[2 x 3 x 5]; expected the shape of the queries", () -> new LinearAttention(sequences(2, 3, 4),
                sequences(2, 3, 5), sequences(2, 3, 5), FeatureMap.RELU, false));
        refuses("as many sequences and steps", () -> new LinearAttention(sequences(2, 3, 4), sequences(2, 3, 4), sequences(2, 2, 5),
                FeatureMap.RELU, false));
        refuses("at least one sequence", () -> new LinearAttention(Sequences.none(1, 3), Sequences.none(1, 3), sequences(1, 3, 5),
                FeatureMap.RELU, false));
    }

    @Test
    void mixedRecurrencesSurviveTheirBinaryForm() {
        for (int rank = 0; rank < 3; rank++) {
            for (int rows : new int[] {1, 3}) {
                MixedRecurrence problem = new MixedRecurrence(new double[4 * rows], rank == 1 ? NONE : new double[4],
                        new double[rank * 4 * rows], new double[rank * 4], rank, sequences(2, 3, 4), new double[8]);
                assertEquals(problem, MixedRecurrence.fromRecord(again(problem.toRecord())));
                assertEquals(rows == 1 ? 0 : 8, problem.transitionOffset(2));
                assertEquals(rows == 1 ? 0 : 8 * rank, problem.leftOffset(2));
                assertEquals(0, problem.rightOffset(2));
                assertEquals(rank == 1 ? 1 : 0, problem.diagonal(2, 1));
            }
        }
        refuses("left has 4 values; expected 8 for all steps, or 24", () -> new MixedRecurrence(new double[4], NONE, new double[4],
                new double[8], 2, sequences(1, 3, 4), NONE));
        refuses("transitions has 5 values", () -> new MixedRecurrence(new double[5], NONE, NONE, NONE, 0, sequences(1, 3, 4), NONE));
        refuses("left has 4 values; expected 0", () -> new MixedRecurrence(new double[4], NONE, new double[4], NONE, 0,
                sequences(1, 3, 4), NONE));
        refuses("rank is -1", () -> new MixedRecurrence(new double[4], NONE, NONE, NONE, -1, sequences(1, 3, 4), NONE));
        refuses("diagonal 1 is NaN", () -> new MixedRecurrence(new double[4], new double[] {1, Double.NaN, 1, 1}, NONE, NONE, 0,
                sequences(1, 3, 4), NONE));
    }

    private static ImplicitStateSpace implicit(int equilibrium, int inputs, double[] initial) {
        return new ImplicitStateSpace(new DMatrixRMaj(2, 3), new double[2], new DMatrixRMaj(2, equilibrium), new DMatrixRMaj(2, 1),
                new double[2], new DMatrixRMaj(3, 2), new DMatrixRMaj(3, 1), new double[3], sequences(2, 4, inputs), initial);
    }

    @Test
    void implicitStateSpacesSurviveTheirBinaryForm() {
        ImplicitStateSpace problem = implicit(3, 1, new double[] {1, 2, 3, 4});
        assertEquals(problem, ImplicitStateSpace.fromRecord(again(problem.toRecord())));
        assertEquals(2, problem.states());
        assertEquals(3, problem.equilibriumSize());
        ImplicitStateSpace still = implicit(3, 1, NONE);
        assertEquals(still, ImplicitStateSpace.fromRecord(again(still.toRecord())));
        ImplicitStates states = new ImplicitStates(sequences(2, 4, 2), sequences(2, 4, 3));
        assertEquals(states, ImplicitStates.fromRecord(again(states.toRecord())));
        refuses("driveWeight is 2 x 2; expected 2 x 3", () -> implicit(2, 1, NONE));
        refuses("driveInput is 2 x 1; expected 2 x 2", () -> implicit(3, 2, NONE));
        refuses("zeros for no input", () -> implicit(3, 0, NONE));
        refuses("initialState: expected 4 values", () -> implicit(3, 1, new double[3]));
        refuses("as many sequences and steps of both", () -> new ImplicitStates(sequences(2, 4, 2), sequences(2, 3, 3)));
    }
}
