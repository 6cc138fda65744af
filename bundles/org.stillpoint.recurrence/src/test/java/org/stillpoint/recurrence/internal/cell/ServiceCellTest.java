package org.stillpoint.recurrence.internal.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.problem.recurrence.DifferentiableCell;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.RecurrentCell;

/** Cells of users. */
class ServiceCellTest {

    @Test
    void jacobianMatricesOfUsersAreTakenAsTheyAre() {
        Cell cell = Cells.of(new Squares(4, 4, 0, 2));
        assertTrue(cell.exactJacobian());
        assertEquals(2, cell.jacobianStructure().block());
        double[] next = new double[4];
        double[] jacobian = new double[8];
        cell.kernel(1).linearise(new double[] {1, 2, 3, 4}, 0, new double[0], 0, 1, next, 0, jacobian, 0);
        assertArrayEquals(new double[] {1, 4, 9, 16}, next);
        assertArrayEquals(new double[] {2, 4, 0, 0, 0, 0, 6, 8}, jacobian);
    }

    @Test
    void withoutThemThereAreDifferences() {
        Squares squares = new Squares(2, 1, 0, 1);
        Cell cell = Cells.of(new RecurrentCell() {
            @Override
            public int stateSize() {
                return 2;
            }

            @Override
            public int inputSize() {
                return 0;
            }

            @Override
            public void step(double[] state, double[] input, double[] next) {
                squares.step(state, input, next);
            }
        });
        assertFalse(cell.exactJacobian());
        double[] jacobian = new double[4];
        cell.kernel(1).linearise(new double[] {1, 1e6}, 0, new double[0], 0, 1, new double[2], 0, jacobian, 0);
        assertEquals(2, jacobian[0], 1e-9);
        assertEquals(0, jacobian[1]);
        assertEquals(0, jacobian[2]);
        assertEquals(2e6, jacobian[3], 1e-3);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 1", "3, 4, 0, 1", "3, 0, 0, 1", "3, 3, -1, 1", "3, 3, 0, 2"})
    void impossibleSizesAreRefused(int state, int hidden, int input, int block) {
        assertThrows(DataException.class, () -> Cells.of(new Squares(state, hidden, input, block)));
    }

    private record Squares(int stateSize, int hiddenSize, int inputSize, int block) implements DifferentiableCell {

        @Override
        public void step(double[] state, double[] input, double[] next) {
            for (int k = 0; k < stateSize; k++) {
                next[k] = state[k] * state[k];
            }
        }

        @Override
        public JacobianStructure jacobianStructure() {
            return new JacobianStructure(block);
        }

        @Override
        public void jacobian(double[] state, double[] input, double[] jacobian) {
            int part = stateSize / block;
            for (int p = 0; p < block; p++) {
                for (int i = 0; i < part; i++) {
                    jacobian[(p * block + p) * part + i] = 2 * state[p * part + i];
                }
            }
        }
    }
}
