package org.stillpoint.transport.internal.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.stillpoint.transport.internal.plan.Verified.costs;
import static org.stillpoint.transport.internal.plan.Verified.histogram;
import static org.stillpoint.transport.internal.plan.Verified.normal;
import static org.stillpoint.transport.internal.plan.Verified.rows;
import static org.stillpoint.transport.internal.plan.Verified.squares;
import static org.stillpoint.transport.internal.plan.Verified.threePoints;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.io.internal.arrays.NpzFile;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.plan.Verified;
import org.stillpoint.transport.internal.sinkhorn.SinkhornOptions.Acceleration;
import org.stillpoint.transport.internal.sinkhorn.SinkhornOptions.Costs;
import org.stillpoint.transport.internal.sinkhorn.SinkhornOptions.Order;

/** Known values of balanced problems. */
class SinkhornSolverTest {

    private static final SinkhornSolver SOLVER = new SinkhornSolver();

    private static Solution<TransportPlan> solve(TransportProblem problem, double tolerance) throws SolverException {
        Solution<TransportPlan> solution = Verified.solve(SOLVER, problem, new TestContext().with("tolerance", tolerance));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution;
    }

    private static double quantity(TransportProblem problem, Solution<TransportPlan> solution, String name) throws SolverException {
        return Verified.certificate(problem, solution).quantities().get(name);
    }

    private static TestContext plain(double tolerance) {
        return new TestContext().with("tolerance", tolerance).with("acceleration", Acceleration.NONE).with("scalingStart", 0.0);
    }

    @Test
    void twoPointsHaveTheClosedForm() throws SolverException {
        TransportProblem problem = costs(new double[][] {{0, 1}, {1, 0}}, new double[] {0.5, 0.5}, new double[] {0.5, 0.5})
                .regulariser(Regulariser.ENTROPY, 1).build();
        double diagonal = 1 / (2 * (1 + Math.exp(-1)));
        double other = 0.5 - diagonal;
        double[][] plan = rows(solve(problem, 1e-14).value().plan());
        assertArrayEquals(new double[] {diagonal, other}, plan[0], 1e-15);
        assertArrayEquals(new double[] {other, diagonal}, plan[1], 1e-15);
    }

    @Test
    void potentialsOfPointMassesSumToTheCost() throws SolverException {
        TransportProblem problem = costs(new double[][] {{7}}, new double[] {2}, new double[] {2})
                .regulariser(Regulariser.RELATIVE_ENTROPY, 0.5).build();
        TransportPlan plan = solve(problem, 1e-12).value();
        assertEquals(7 - 0.5 * Math.log(2), plan.f()[0] + plan.g()[0], 1e-13);
        assertEquals(2, plan.plan().get(0, 0), 1e-13);
    }

    @ParameterizedTest
    @CsvSource({"1, 1.016773533891401, 1.3757095898637224", "0.1, 0.8500000024736367, 0.9113764704491829"})
    void threePointsHaveTheKnownValues(double epsilon, double linearCost, double value) throws SolverException {
        TransportProblem problem = threePoints().regulariser(Regulariser.RELATIVE_ENTROPY, epsilon).build();
        Solution<TransportPlan> solution = solve(problem, 1e-13);
        assertEquals(linearCost, quantity(problem, solution, "linearCost"), 1e-13);
        assertEquals(value, quantity(problem, solution, Certificate.OBJECTIVE), 1e-13);
        assertEquals(value, quantity(problem, solution, Certificate.DUAL_OBJECTIVE), 1e-13);
    }

    @ParameterizedTest
    @EnumSource
    void everyAccelerationFindsTheSamePotentials(Acceleration acceleration) throws SolverException {
        TransportProblem problem = threePoints().regulariser(Regulariser.ENTROPY, 0.1).build();
        TransportPlan expected = Verified.solve(SOLVER, problem, plain(1e-14)).value();
        for (Order order : Order.values()) {
            Solution<TransportPlan> solution = Verified.solve(SOLVER, problem,
                    new TestContext().with("tolerance", 1e-13).with("acceleration", acceleration).with("order", order));
            assertEquals(Status.CONVERGED, solution.status());
            assertArrayEquals(expected.f(), solution.value().f(), 1e-12);
            assertArrayEquals(expected.g(), solution.value().g(), 1e-12);
        }
    }

    /** The value at the number of sweeps stands for the reference's check at every tenth of them. */
    @ParameterizedTest
    @CsvSource({"0.1, 0.180213582342, 20", "0.01, 0.162964927142, 90", "0.001, 0.158898175074, 900"})
    void histogramsHaveTheKnownCosts(double epsilon, double linearCost, int sweeps) throws SolverException {
        double[] places = IntStream.range(0, 50).mapToDouble(i -> i / 49.0).toArray();
        TransportProblem problem = costs(squares(places, places), histogram(50, normal(15, 5)), histogram(50, normal(35, 8)))
                .regulariser(Regulariser.ENTROPY, epsilon).build();
        Solution<TransportPlan> solution = Verified.solve(SOLVER, problem, plain(1e-10));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(linearCost, quantity(problem, solution, "linearCost"), 1e-10);
        assertTrue(solution.iterations() <= sweeps && solution.iterations() > sweeps / 3, () -> solution.iterations() + " sweeps");
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.0828521154, 362", "0.001, 0.0745041134, 3611"})
    void densitiesOnASquareTakeTheKnownNumberOfSweeps(double epsilon, double linearCost, int sweeps) throws SolverException {
        TransportProblem problem = densitiesOnASquare(epsilon);
        Solution<TransportPlan> solution = Verified.solve(SOLVER, problem, plain(1e-12));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        assertEquals(linearCost, quantity(problem, solution, "linearCost"), 5e-11);
        assertEquals(sweeps, solution.iterations(), 0.02 * sweeps);
        Solution<TransportPlan> accelerated = solve(problem, 1e-12);
        assertTrue(accelerated.iterations() < sweeps / 3, accelerated::toString);
    }

    private static TransportProblem densitiesOnASquare(double epsilon) {
        int side = 20;
        DMatrixRMaj points = new DMatrixRMaj(side * side, 2);
        double[] first = new double[side * side];
        double[] second = new double[side * side];
        for (int k = 0; k < first.length; k++) {
            double x = (k / side) / (side - 1.0);
            double y = (k % side) / (side - 1.0);
            points.set(k, 0, x);
            points.set(k, 1, y);
            first[k] = Math.exp(-36 * (Math.pow(x - 1 / 3.0, 2) + Math.pow(y - 1 / 3.0, 2))) + 0.1;
            second[k] = Math.exp(-9 * (Math.pow(x - 2 / 3.0, 2) + Math.pow(y - 2 / 3.0, 2))) + 0.1;
        }
        return TransportProblem.of(new Measure(Verified.normalised(first), points), new Measure(Verified.normalised(second), points),
                GroundCost.Distance.SQUARED_EUCLIDEAN).regulariser(Regulariser.ENTROPY, epsilon).build();
    }

    /** N(0, 1) to N(1, 4), whose entropic transport has a closed form, cut to a grid whose own values are known. */
    @ParameterizedTest
    @CsvSource({"0.5, 2.777380616, 2.7776703452634943", "1, 3.817174058, 3.817508016489548"})
    void normalDistributionsOnAGridHaveNearlyTheirClosedForm(double sigma, double onTheGrid, double closedForm) throws SolverException {
        double[] x = IntStream.range(0, 400).mapToDouble(i -> -8 + 18 * i / 399.0).toArray();
        double[] a = Verified.normalised(Arrays.stream(x).map(normal(0, 1)).toArray());
        double[] b = Verified.normalised(Arrays.stream(x).map(normal(1, 2)).toArray());
        TransportProblem problem = costs(squares(x, x), a, b).regulariser(Regulariser.RELATIVE_ENTROPY, 2 * sigma * sigma).build();
        Solution<TransportPlan> solution = solve(problem, 1e-11);
        assertEquals(onTheGrid, quantity(problem, solution, Certificate.OBJECTIVE), 1e-9);
        assertEquals(closedForm, quantity(problem, solution, Certificate.OBJECTIVE), 4e-4);
    }

    /** The values in the file were computed from costs in single precision. */
    @Test
    void imageFeaturesHaveTheKnownValues() throws SolverException, IOException {
        Path file = Path.of(System.getProperty("stillpoint.data", "../../../shared/data"), "transport", "features_class1_class2.npz");
        assumeTrue(Files.exists(file), () -> file + " is absent");
        Map<String, NamedArray> arrays;
        try (InputStream in = Files.newInputStream(file)) {
            arrays = NpzFile.read(in, file.toString());
        }
        double[] epsilons = numbers(arrays.get("regs"));
        for (int k = 0; k < epsilons.length; k++) {
            TransportProblem problem = TransportProblem.of(Measure.uniform(matrix(arrays.get("X"))),
                    Measure.uniform(matrix(arrays.get("Y"))), GroundCost.Distance.SQUARED_EUCLIDEAN).costScale(CostScale.MAX)
                    .regulariser(Regulariser.ENTROPY, epsilons[k]).build();
            Solution<TransportPlan> solution = solve(problem, 1e-11);
            double linearCost = numbers(arrays.get("entropic_linear_cost"))[k];
            assertEquals(linearCost, quantity(problem, solution, "linearCost"), 1e-9);
            double dual = numbers(arrays.get("entropic_dual_value"))[k];
            assertEquals(dual, quantity(problem, solution, Certificate.DUAL_OBJECTIVE), 1e-9 * Math.max(1, Math.abs(dual)));
        }
    }

    private static DMatrixRMaj matrix(NamedArray array) {
        return DMatrixRMaj.wrap(array.shape()[0], array.shape()[1], numbers(array));
    }

    private static double[] numbers(NamedArray array) {
        if (array.values() instanceof double[] numbers) {
            return numbers;
        }
        float[] single = (float[]) array.values();
        return IntStream.range(0, single.length).mapToDouble(k -> single[k]).toArray();
    }

    @Test
    void costsComputedOnlineGiveTheSamePotentials() throws SolverException {
        Random random = new Random(3);
        TransportProblem problem = TransportProblem.of(Measure.uniform(Verified.points(70, 2, random)),
                Measure.uniform(Verified.points(90, 2, random)), GroundCost.Distance.SQUARED_EUCLIDEAN)
                .regulariser(Regulariser.RELATIVE_ENTROPY, 0.01).build();
        TransportPlan dense = solve(problem, 1e-11).value();
        Solution<TransportPlan> online = Verified.solve(SOLVER, problem,
                new TestContext().with("tolerance", 1e-11).with("costs", Costs.ONLINE));
        assertEquals(Status.CONVERGED, online.status());
        assertArrayEquals(dense.f(), online.value().f(), 1e-10);
        assertArrayEquals(dense.g(), online.value().g(), 1e-10);
        assertTrue(dense.explicit() && !online.value().explicit());
    }

    @Test
    void selfCheckIsSolved() throws SolverException {
        solve(SOLVER.selfCheck(), 1e-9);
    }
}
