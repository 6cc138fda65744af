package org.stillpoint.halpern.internal.linearprogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.problem.LinearProgram;

class ScalingTest {

    private final Random random = new Random(3);

    private RangeProgram randomProgram(int rows, int columns) {
        double[][] entries = new double[rows][columns];
        for (double[] row : entries) {
            double scale = Math.pow(10, random.nextInt(9) - 4);
            for (int column = 0; column < columns; column++) {
                row[column] = random.nextInt(3) == 0 ? 0 : scale * random.nextGaussian();
            }
        }
        LinearProgram program = Dense.program(values(columns), entries, values(rows), Dense.all(rows, Double.POSITIVE_INFINITY)).build();
        return RangeProgram.of(program);
    }

    private double[] values(int length) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    private static double spectralNorm(ScaledProgram program) {
        DMatrixRMaj dense = new DMatrixRMaj(program.rows, program.columns);
        for (int column = 0; column < program.columns; column++) {
            for (int k = program.columnStarts[column]; k < program.columnStarts[column + 1]; k++) {
                dense.set(program.rowIndices[k], column, program.columnValues[k]);
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> values =
                DecompositionFactory_DDRM.svd(program.rows, program.columns, false, false, true);
        assertTrue(values.decompose(dense));
        double largest = 0;
        for (double value : values.getSingularValues()) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    @Test
    void theScaledMatrixHasNormAtMostOneAndTheStepSizeFitsIt() {
        for (int trial = 0; trial < 30; trial++) {
            ScaledProgram scaled = Scaling.scale(randomProgram(1 + random.nextInt(12), 1 + random.nextInt(12)), () -> true);
            double norm = spectralNorm(scaled);
            assertTrue(norm <= 1 + 1e-12, "norm " + norm);
            double eta = new StepSize(scaled, () -> true).eta();
            assertTrue(norm == 0 || eta * norm > 0.9, eta + " for norm " + norm);
            assertTrue(eta * norm < 1.05, eta + " for norm " + norm);
        }
    }

    @Test
    void pointsDualsAndObjectivesTransformBack() {
        RangeProgram program = randomProgram(7, 9);
        ScaledProgram scaled = Scaling.scale(program, () -> true);
        double[] x = values(9);
        double[] y = values(7);
        assertArrayEquals(x, scaled.unscaledPoint(scaled.scaledPoint(x)), 1e-12);
        assertArrayEquals(y, scaled.unscaledDual(scaled.scaledDual(y)), 1e-12);
        double objective = Norms.dot(scaled.objective, scaled.scaledPoint(x)) * scaled.boundScale * scaled.objectiveScale;
        assertEquals(Norms.dot(program.objective(), x), objective, 1e-10);
        double[] activities = new double[7];
        scaled.multiply(scaled.scaledPoint(x), activities);
        double[] direct = program.activities(x);
        for (int row = 0; row < 7; row++) {
            double expected = direct[row] * scaled.rowScale[row] / scaled.boundScale;
            assertEquals(expected, activities[row], 1e-12 * (1 + Math.abs(expected)));
        }
    }

    @Test
    void bothStoragesHoldTheSameMatrix() {
        ScaledProgram scaled = Scaling.scale(randomProgram(8, 5), () -> true);
        double[] x = values(5);
        double[] y = values(8);
        double[] activities = new double[8];
        double[] products = new double[5];
        scaled.multiply(x, activities);
        scaled.multiplyTransposed(y, products);
        assertEquals(Norms.dot(y, activities), Norms.dot(x, products), 1e-12);
    }

    /** The errors of a scaled point are those of the point itself, in the units of the file. */
    @Test
    void errorsAreThoseOfTheFile() {
        RangeProgram program = randomProgram(6, 8);
        ScaledProgram scaled = Scaling.scale(program, () -> true);
        OptimalityConditions file = new OptimalityConditions(program);
        OptimalityConditions conditions = new OptimalityConditions(scaled, program.objectiveConstant(), file);
        double[] x = values(8);
        double[] y = values(6);
        for (int i = 0; i < 8; i++) {
            x[i] = Math.abs(x[i]);
        }
        for (int i = 0; i < 6; i++) {
            y[i] = Math.abs(y[i]);
        }
        double direct = file.error(x, y);
        assertEquals(direct, conditions.error(scaled.scaledPoint(x), scaled.scaledDual(y)), 1e-12 * direct);
        assertEquals(file.primal(), conditions.primal(), 1e-12 * file.primal());
        assertEquals(file.objectiveError(), conditions.objectiveError(), 1e-12 * file.objectiveError());
    }

    @Test
    void emptyProgramsAreScaledToo() {
        ScaledProgram scaled = Scaling.scale(RangeProgram.of(Dense.program(new double[0], new double[0][], new double[0], new double[0])
                .build()), () -> true);
        assertEquals(0, scaled.entries());
        assertTrue(new StepSize(scaled, () -> true).eta() > 0);
    }
}
