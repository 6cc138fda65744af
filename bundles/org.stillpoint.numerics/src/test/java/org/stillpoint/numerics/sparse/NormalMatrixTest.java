package org.stillpoint.numerics.sparse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class NormalMatrixTest {

    @RepeatedTest(40)
    void formsTheWeightedProductOfBothSides(RepetitionInfo repetition) {
        Random random = new Random(600 + repetition.getCurrentRepetition());
        DMatrixSparseCSC a = RandomMatrices.sparse(random.nextInt(30), random.nextInt(40), random.nextDouble() / 2, random);
        RowColumnMatrix matrix = RowColumnMatrix.of(a);
        assertForms(matrix, random);
        assertForms(matrix.transposed(), random);
    }

    private static void assertForms(RowColumnMatrix matrix, Random random) {
        NormalMatrix normal = NormalMatrix.of(matrix);
        assertTrue(normal.values().length <= NormalMatrix.formFlops(matrix) + matrix.rows());
        double[][] dense = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            for (int k = matrix.rowStarts()[i]; k < matrix.rowStarts()[i + 1]; k++) {
                dense[i][matrix.columnIndices()[k]] = matrix.rowValues()[k];
            }
        }
        for (int round = 0; round < 3; round++) {
            double[] d = random.doubles(matrix.columns(), -1, 1).map(v -> v < 0 ? 0 : v).toArray();
            double[] e = random.doubles(matrix.rows(), 0, 1).toArray();
            normal.form(d, e);
            double[][] expected = new double[matrix.rows()][matrix.rows()];
            for (int i = 0; i < matrix.rows(); i++) {
                expected[i][i] = e[i];
                for (int k = 0; k < matrix.rows(); k++) {
                    for (int j = 0; j < matrix.columns(); j++) {
                        expected[i][k] += dense[i][j] * d[j] * dense[k][j];
                    }
                }
            }
            int last = 0;
            for (int i = 0; i < matrix.rows(); i++) {
                for (int p = normal.columnStarts()[i]; p < normal.columnStarts()[i + 1]; p++) {
                    int row = normal.rowIndices()[p];
                    assertTrue(p == normal.columnStarts()[i] ? row == i : row > last);
                    last = row;
                    assertEquals(expected[row][i], normal.values()[p], 1e-13);
                    expected[row][i] = 0;
                }
                for (int row = i; row < matrix.rows(); row++) {
                    assertEquals(0, expected[row][i], 1e-300);
                }
            }
        }
    }

    @Test
    void refusesWrongLengths() {
        NormalMatrix normal = NormalMatrix.of(RowColumnMatrix.of(RandomMatrices.sparse(3, 4, 0.5, new Random(1))));
        assertThrows(IllegalArgumentException.class, () -> normal.form(new double[3], new double[3]));
        assertThrows(IllegalArgumentException.class, () -> normal.form(new double[4], new double[4]));
    }
}
