package org.stillpoint.equilibrium.internal.optimality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.OptimalityMap;
import org.stillpoint.numerics.VectorKernels;

/** The products of the standard maps are those of their conditions, and each other's adjoints. */
class OptimalityMapsTest {

    private static final double STEP = 1e-5;

    static Stream<MapCase> cases() throws SolverException {
        double[] ridge = MapCase.random(1, 10, 2).values();
        ridge[0] = .7;
        return Stream.of(MapCase.ridge(false, .7), MapCase.ridge(true, ridge), MapCase.program(MapCase.programData()),
                MapCase.projected(false, -1, .3, -.5, .2), MapCase.projected(true, -1, .3, -.5, 2.5), MapCase.spheres(2, null, 1, 1.2),
                MapCase.spheres(2.5, null, 1, 1.2));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void productsEqualDifferences(MapCase at) throws SolverException {
        OptimalityMap map = at.map();
        for (int repeat = 0; repeat < 5; repeat++) {
            double[] direction = MapCase.random(1, at.x().length, 10 + repeat).values();
            double[] product = new double[at.x().length];
            map.solutionProduct(at.x(), at.theta(), direction, product);
            assertArrayEquals(difference(map, at, direction, new double[at.theta().length]), product, 1e-7);
            double[] parameterDirection = MapCase.random(1, at.theta().length, 20 + repeat).values();
            map.parameterProduct(at.x(), at.theta(), parameterDirection, product);
            assertArrayEquals(difference(map, at, new double[at.x().length], parameterDirection), product, 1e-7);
        }
    }

    private static double[] difference(OptimalityMap map, MapCase at, double[] direction, double[] parameterDirection) {
        double[] up = conditions(map, at, direction, parameterDirection, STEP);
        VectorKernels.axpy(-1, conditions(map, at, direction, parameterDirection, -STEP), up);
        VectorKernels.scale(.5 / STEP, up, 0, up, 0, up.length);
        return up;
    }

    private static double[] conditions(OptimalityMap map, MapCase at, double[] direction, double[] parameterDirection, double step) {
        double[] x = at.x().clone();
        double[] theta = at.theta().clone();
        VectorKernels.axpy(step, direction, x);
        VectorKernels.axpy(step, parameterDirection, theta);
        double[] result = new double[x.length];
        map.apply(x, theta, result);
        return result;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void transposedProductsAreAdjoint(MapCase at) throws SolverException {
        OptimalityMap map = at.map();
        int n = at.x().length;
        int p = at.theta().length;
        double[] cotangent = MapCase.random(1, n, 1).values();
        double[] direction = MapCase.random(1, n, 2).values();
        double[] parameterDirection = MapCase.random(1, p, 3).values();
        double[] image = new double[n];
        double[] back = new double[n];
        map.solutionProduct(at.x(), at.theta(), direction, image);
        map.solutionTransposedProduct(at.x(), at.theta(), cotangent, back);
        assertEquals(VectorKernels.dot(cotangent, image), VectorKernels.dot(back, direction), 1e-11);
        double[] parameterBack = new double[p];
        map.parameterProduct(at.x(), at.theta(), parameterDirection, image);
        map.parameterTransposedProduct(at.x(), at.theta(), cotangent, parameterBack);
        assertEquals(VectorKernels.dot(cotangent, image), VectorKernels.dot(parameterBack, parameterDirection), 1e-11);
        if (map.symmetric()) {
            map.solutionProduct(at.x(), at.theta(), cotangent, image);
            assertArrayEquals(image, back, 1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void solutionsMeetTheConditions(MapCase at) throws SolverException {
        double[] conditions = new double[at.x().length];
        at.map().apply(at.x(), at.theta(), conditions);
        assertTrue(VectorKernels.maxAbs(conditions, 0, conditions.length) <= 1e-10);
        assertTrue(at.map().distanceFromKinks(at.x(), at.theta()) > 1e-4);
    }

    @Test
    void wrongParametersAreRefusedByName() {
        for (var wrong : List.of(
                new Object[] {new RidgeRegression(), MapCase.record().doubles("features", new double[] {1}).build(), "features"},
                new Object[] {new RidgeRegression(), MapCase.record().array("features", matrix(2, 1))
                        .doubles("targets", new double[] {1}).build(), "targets"},
                new Object[] {new RidgeRegression(), MapCase.record().array("features", matrix(2, 1)).number("lambda", 1).build(),
                    "lambda"},
                new Object[] {new QuadraticProgramConditions(), MapCase.record().integer("variables", 0).build(), "variables"},
                new Object[] {new QuadraticProgramConditions(), MapCase.record().build(), "variables"},
                new Object[] {new ProjectedGradient(), MapCase.record().array("quadratic", matrix(2, 1)).build(), "quadratic"},
                new Object[] {new ProjectedGradient(), MapCase.record().array("quadratic", matrix(1, 1)).number("step", 0).build(),
                    "step"},
                new Object[] {new ProjectedGradient(), MapCase.record().array("quadratic", matrix(1, 1)).number("total", 1)
                        .doubles("lower", new double[1]).build(), "total"},
                new Object[] {new ProjectedGradient(), MapCase.record().array("quadratic", matrix(1, 1))
                        .doubles("lower", new double[] {1}).doubles("upper", new double[1]).build(), "lower"},
                new Object[] {new SoftSpheres(), MapCase.record().doubles("species", new double[] {0, .5}).number("side", 1).build(),
                    "species"},
                new Object[] {new SoftSpheres(), MapCase.record().doubles("species", new double[] {0, 0}).build(), "side"},
                new Object[] {new SoftSpheres(), MapCase.record().doubles("species", new double[] {0, 0}).number("side", 1)
                        .number("exponent", 1).build(), "exponent"})) {
            SolverException refusal = assertThrows(SolverException.class,
                    () -> ((FunctionFactory) wrong[0]).create((DataRecord) wrong[1]));
            assertTrue(refusal.getMessage().contains((String) wrong[2]), refusal.getMessage());
        }
    }

    private static NamedArray matrix(int rows, int columns) {
        return new NamedArray(new double[rows * columns], rows, columns);
    }
}
