package org.stillpoint.equilibrium.internal.splitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.SolverException;
import org.stillpoint.blas.internal.JavaBlas;

class MonotoneOperatorTest {

    private static MonotoneOperator operator(double... weight) {
        return new MonotoneOperator(weight, (int) Math.round(Math.sqrt(weight.length)), new JavaBlas());
    }

    @Test
    void constantsOfSymmetricOperatorsComeFromTheEndsOfTheirSpectrum() throws SolverException {
        // I - W has the eigenvalues 1 / 2, 2 and 5.
        MonotoneOperator operator = operator(.5, 0, 0, 0, -2.5, 1.5, 0, 1.5, -2.5);
        assertEquals(.5, operator.strongMonotonicity(), 1e-14);
        assertEquals(5, operator.lipschitz(), 1e-12);
        assertEquals(1 / 5.0, operator.cocoercivity(), 1e-14);
        assertEquals(1 / Math.sqrt(2.5), PeacemanRachfordSolver.step(operator, true), 1e-13);
        assertEquals(1, PeacemanRachfordSolver.step(operator, false));
        assertEquals(1 / 5.0, ForwardBackwardSolver.step(operator), 1e-14);
    }

    /** I - W = m I + w R with a rotation R by a right angle: c = m / L^2, and steps are 1 / L and m / L^2. */
    @Test
    void constantsOfRotationsAreTheLeastForTheirNorm() throws SolverException {
        MonotoneOperator operator = operator(.7, 4, -4, .7);
        double norm = Math.hypot(.3, 4);
        assertEquals(.3, operator.strongMonotonicity(), 1e-14);
        assertEquals(norm, operator.lipschitz(), 1e-12);
        assertEquals(.3 / (norm * norm), operator.cocoercivity(), 1e-14);
        assertEquals(1 / norm, PeacemanRachfordSolver.step(operator, true), 1e-13);
        assertEquals(1 / norm, PeacemanRachfordSolver.step(operator, false), 1e-13);
    }

    @Test
    void constantsBoundWhatRandomVectorsShow() throws SolverException {
        for (int seed = 0; seed < 5; seed++) {
            MonotoneOperator operator = MonotoneCases.operator(MonotoneCases.random(12, .2, 2, "relu", 1, seed));
            double[] weight = MonotoneCases.weight(MonotoneCases.random(12, .2, 2, "relu", 1, seed).parameters());
            double m = operator.strongMonotonicity();
            double l = operator.lipschitz();
            double c = operator.cocoercivity();
            assertTrue(m >= .2 - 1e-12 && c >= m / (l * l) && c <= 1 / l, m + " " + l + " " + c);
            Random random = new Random(seed);
            for (int round = 0; round < 200; round++) {
                double[] v = random.doubles(12, -1, 1).toArray();
                double[] image = Rates.image(weight, v);
                double inner = Rates.dot(v, image);
                assertTrue(inner >= m * Rates.dot(v, v) * (1 - 1e-12));
                assertTrue(Rates.dot(image, image) <= l * l * Rates.dot(v, v) * (1 + 1e-12));
                assertTrue(inner >= c * Rates.dot(image, image) * (1 - 1e-12));
            }
        }
    }

    @Test
    void resolventsUndoTheOperator() throws SolverException {
        double[] weight = MonotoneCases.weight(MonotoneCases.random(9, .2, 1, "relu", 1, 3).parameters());
        double[] resolvent = MonotoneCases.operator(MonotoneCases.random(9, .2, 1, "relu", 1, 3)).resolvent(.7);
        double[] v = new Random(1).doubles(9, -1, 1).toArray();
        double[] z = Rates.multiply(resolvent, v);
        double[] image = Rates.image(weight, z);
        for (int i = 0; i < 9; i++) {
            assertEquals(v[i], z[i] + .7 * image[i], 1e-14);
        }
    }

    @Test
    void operatorsThatAreNotMonotoneAreSeen() {
        assertFalse(operator(1, 3, -3, 1).stronglyMonotone());
        assertFalse(operator(1.5).stronglyMonotone());
        assertFalse(operator(0, 3, 0, 0).stronglyMonotone());
        assertTrue(operator(0, 1.9, 0, 0).stronglyMonotone());
        assertFalse(operator(Double.MAX_VALUE, Double.MAX_VALUE, 0, 0).stronglyMonotone());
    }

    @Test
    void singularMatricesAreNamed() {
        SolverException refused = assertThrows(SolverException.class, () -> operator(2, 0, 0, 0).resolvent(1));
        assertEquals("the matrix I + a (I - W) for the step a = 1.0 is singular", refused.getMessage());
    }
}
