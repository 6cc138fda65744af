package org.stillpoint.recurrence.internal.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillpoint.api.problem.recurrence.DifferentiableCell;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.recurrence.internal.cell.Cells;
import org.stillpoint.recurrence.internal.run.Stretch;

class PrefixDiagnosisTest {

    private record Logistic(double rate) implements DifferentiableCell {

        @Override
        public int stateSize() {
            return 1;
        }

        @Override
        public int inputSize() {
            return 0;
        }

        @Override
        public void step(double[] state, double[] input, double[] next) {
            next[0] = rate * state[0] * (1 - state[0]);
        }

        @Override
        public JacobianStructure jacobianStructure() {
            return JacobianStructure.DIAGONAL;
        }

        @Override
        public void jacobian(double[] state, double[] input, double[] jacobian) {
            jacobian[0] = rate * (1 - 2 * state[0]);
        }
    }

    /** Two components of which the second decays by .5 and is fed from the first, which decays by .8. */
    private static final class Triangular implements DifferentiableCell {

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
            next[0] = .8 * state[0] + 1;
            next[1] = 3 * state[0] + .5 * state[1];
        }

        @Override
        public JacobianStructure jacobianStructure() {
            return JacobianStructure.dense(2);
        }

        @Override
        public void jacobian(double[] state, double[] input, double[] jacobian) {
            System.arraycopy(new double[] {.8, 0, 3, .5}, 0, jacobian, 0, 4);
        }
    }

    private static Diagnosis logistic(double rate) {
        return PrefixDiagnosis.of(Stretch.of(Cells.of(new Logistic(rate)), 1, 100_000, new double[0], new double[] {.2}), 100_000, 1e-10);
    }

    @Test
    void theExponentsOfTheLogisticMapAreFound() {
        assertEquals(-.22, logistic(2.8).lyapunovExponent(), .02);
        assertEquals(-.90, logistic(3.2).lyapunovExponent(), .02);
        assertEquals(-.86, logistic(3.5).lyapunovExponent(), .02);
        assertEquals(.4945, logistic(3.9).lyapunovExponent(), .02);
        assertEquals(Math.log(2), logistic(4).lyapunovExponent(), .02);
    }

    @Test
    void chaosNeverForgets() {
        assertFalse(logistic(3.9).forgets());
    }

    /** The slower mode .8^n decides: a difference of order 50 is below 1e-10 after about log(5e11) / log(1.25) = 121 steps. */
    @Test
    void aLinearRecurrenceForgetsAtTheRateOfItsSlowestMode() {
        Stretch stretch = Stretch.of(Cells.of(new Triangular()), 1, 1000, new double[0], new double[2]);
        Diagnosis diagnosis = PrefixDiagnosis.of(stretch, 1000, 1e-10);
        assertEquals(Math.log(.8), diagnosis.lyapunovExponent(), 1e-2);
        assertTrue(diagnosis.forgetting() > 90 && diagnosis.forgetting() < 130, diagnosis.describe());
    }

    @Test
    void aPrefixThatIsTooShortIsExtrapolated() {
        Stretch stretch = Stretch.of(Cells.of(new Triangular()), 1, 1000, new double[0], new double[2]);
        int whole = PrefixDiagnosis.of(stretch, 1000, 1e-10).forgetting();
        Diagnosis early = PrefixDiagnosis.of(stretch, 60, 1e-10);
        assertEquals(60, early.steps());
        assertEquals(whole, early.forgetting(), 10);
    }

    @Test
    void aPrefixEndsOnceEnoughIsKnown() {
        Stretch stretch = Stretch.of(Cells.of(new Triangular()), 1, 1000, new double[0], new double[2]);
        Diagnosis diagnosis = PrefixDiagnosis.of(stretch, 1000, 1e-10);
        assertTrue(diagnosis.steps() < 200, diagnosis.describe());
    }
}
