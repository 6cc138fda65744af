package org.stillpoint.transport.internal.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportGradient;
import org.stillpoint.api.problem.transport.TransportGradientProblem;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.TransportGradientVerifier;

class TransportGradientTest {

    private static final double STEP = 1e-4;

    /** What a derivative is taken by: everything that the problem consists of, as one vector. */
    private record Inputs(double[] a, double[] b, DMatrixRMaj x, DMatrixRMaj y, DMatrixRMaj costs, double epsilon) {

        static Inputs random(int sources, int targets, long seed, boolean equalMasses) {
            Random random = new Random(seed);
            double[] a = random.doubles(sources, 0.5, 1.5).toArray();
            double[] b = random.doubles(targets, 0.5, 1.5).toArray();
            double ratio = Arrays.stream(a).sum() / Arrays.stream(b).sum();
            for (int j = 0; j < targets && equalMasses; j++) {
                b[j] *= ratio;
            }
            // Clouds so far apart that no distance has a kink nearby.
            DMatrixRMaj y = matrix(targets, 2, random);
            for (int k = 0; k < y.data.length; k++) {
                y.data[k] += k % 2 == 0 ? 2 : 5;
            }
            return new Inputs(a, b, matrix(sources, 2, random), y, matrix(sources, targets, random), 0.3);
        }

        /** Goes along a direction. */
        Inputs plus(double step, Inputs direction) {
            return new Inputs(sum(a, step, direction.a), sum(b, step, direction.b), sum(x, step, direction.x), sum(y, step, direction.y),
                    sum(costs, step, direction.costs), epsilon + step * direction.epsilon);
        }

        private static double[] sum(double[] base, double step, double[] change) {
            double[] result = base.clone();
            for (int k = 0; k < result.length; k++) {
                result[k] += step * change[k];
            }
            return result;
        }

        private static DMatrixRMaj sum(DMatrixRMaj base, double step, DMatrixRMaj change) {
            return DMatrixRMaj.wrap(base.numRows, base.numCols, sum(base.data, step, change.data));
        }
    }

    private static DMatrixRMaj matrix(int rows, int columns, Random random) {
        return DMatrixRMaj.wrap(rows, columns, random.doubles((long) rows * columns).toArray());
    }

    /** A kind of problem. */
    private record Kind(Regulariser regulariser, MarginalRule source, MarginalRule target, GroundCost.Distance distance) {

        boolean balanced() {
            return source.equals(MarginalRule.EXACT) && target.equals(MarginalRule.EXACT);
        }

        TransportGradientProblem problem(Inputs inputs, DMatrixRMaj cotangent) {
            boolean points = distance != null;
            Measure source = points ? new Measure(inputs.a, inputs.x) : Measure.of(inputs.a);
            Measure target = points ? new Measure(inputs.b, inputs.y) : Measure.of(inputs.b);
            GroundCost cost = points ? distance : new GroundCost.Matrix(inputs.costs);
            return new TransportGradientProblem(TransportProblem.of(source, target, cost)
                    .regulariser(regulariser, inputs.epsilon).rules(this.source, this.target).build(), cotangent);
        }
    }

    private static Stream<Kind> kinds() {
        MarginalRule soft = new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 0.7);
        MarginalRule softer = new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 0.2);
        List<Kind> kinds = new ArrayList<>();
        for (Regulariser regulariser : List.of(Regulariser.ENTROPY, Regulariser.RELATIVE_ENTROPY)) {
            kinds.add(new Kind(regulariser, MarginalRule.EXACT, MarginalRule.EXACT, null));
            kinds.add(new Kind(regulariser, soft, softer, null));
            kinds.add(new Kind(regulariser, MarginalRule.EXACT, soft, null));
            kinds.add(new Kind(regulariser, softer, MarginalRule.EXACT, null));
            kinds.add(new Kind(regulariser, soft, soft, GroundCost.Distance.SQUARED_EUCLIDEAN));
        }
        for (double p : new double[] {1, 1.5, 2, 3, Double.POSITIVE_INFINITY}) {
            for (double exponent : new double[] {1, 2.5}) {
                kinds.add(new Kind(Regulariser.ENTROPY, MarginalRule.EXACT, MarginalRule.EXACT, new GroundCost.Distance(p, exponent)));
            }
        }
        return kinds.stream();
    }

    private static Solution<TransportGradient> solve(TransportGradientProblem problem, TestContext context) throws SolverException {
        Solution<TransportGradient> solution = new TransportGradientSolver().solve(problem, context);
        if (solution.status().isClaim()) {
            Certificate certificate = Verification.of(new TransportGradientVerifier(), problem, solution);
            assertTrue(certificate.holds(), () -> solution + " is not confirmed: " + certificate);
        }
        return solution;
    }

    private static TransportGradient converged(TransportGradientProblem problem) throws SolverException {
        Solution<TransportGradient> solution = solve(problem, new TestContext().with("tolerance", 1e-13));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution.value();
    }

    private static double dot(double[] first, double[] second) {
        double sum = 0;
        for (int k = 0; k < second.length; k++) {
            sum += first[k] * second[k];
        }
        return sum;
    }

    private static double along(TransportGradient.Derivatives derivatives, Inputs direction, boolean points) {
        double change = dot(derivatives.sourceWeights(), direction.a) + dot(derivatives.targetWeights(), direction.b)
                + derivatives.epsilon() * direction.epsilon;
        return change + (points ? dot(derivatives.sourcePoints().data, direction.x.data)
                + dot(derivatives.targetPoints().data, direction.y.data) : dot(derivatives.costs().data, direction.costs.data));
    }

    private static Inputs direction(Kind kind, Inputs inputs, int part, Random random) {
        double[] a = new double[inputs.a.length];
        double[] b = new double[inputs.b.length];
        if (part == 0) {
            Arrays.setAll(a, i -> random.nextGaussian());
            Arrays.setAll(b, j -> random.nextGaussian());
            if (kind.balanced()) {
                b[0] += Arrays.stream(a).sum() - Arrays.stream(b).sum();
            }
        }
        DMatrixRMaj x = new DMatrixRMaj(inputs.x.numRows, inputs.x.numCols);
        DMatrixRMaj y = new DMatrixRMaj(inputs.y.numRows, inputs.y.numCols);
        DMatrixRMaj costs = new DMatrixRMaj(inputs.costs.numRows, inputs.costs.numCols);
        if (part == 1) {
            for (DMatrixRMaj each : List.of(x, y, costs)) {
                Arrays.setAll(each.data, k -> random.nextGaussian());
            }
        }
        return new Inputs(a, b, x, y, costs, part == 2 ? 1 : 0);
    }

    /** The fourth-order difference of the value, and of the sum of W P, along a direction. */
    private static double[] difference(Kind kind, Inputs inputs, Inputs direction, DMatrixRMaj cotangent) throws SolverException {
        double[] difference = new double[2];
        double[] factors = {1.0 / 12, -2.0 / 3, 2.0 / 3, -1.0 / 12};
        double[] places = {-2, -1, 1, 2};
        for (int k = 0; k < 4; k++) {
            TransportGradient at = converged(kind.problem(inputs.plus(places[k] * 10 * STEP, direction), new DMatrixRMaj(0, 0)));
            difference[0] += factors[k] * at.value() / (10 * STEP);
            difference[1] += factors[k] * dot(((DMatrixRMaj) at.plan().plan()).data, cotangent.data) / (10 * STEP);
        }
        return difference;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void derivativesAreThoseOfConvergedSolutions(Kind kind) throws SolverException {
        Random random = new Random(17);
        Inputs inputs = Inputs.random(5, 4, 3, kind.balanced());
        DMatrixRMaj cotangent = matrix(5, 4, random);
        TransportGradient gradient = converged(kind.problem(inputs, cotangent));
        for (int part = 0; part < 3; part++) {
            Inputs direction = direction(kind, inputs, part, random);
            double[] expected = difference(kind, inputs, direction, cotangent);
            double value = along(gradient.ofValue(), direction, kind.distance != null);
            double plan = along(gradient.ofPlan(), direction, kind.distance != null);
            assertEquals(expected[0], value, 1e-8 * (1 + Math.abs(value)), "value, part " + part);
            assertEquals(expected[1], plan, 1e-8 * (1 + Math.abs(plan)), "plan, part " + part);
        }
    }

    /** The value of the 2 x 2 problem is C_11 - epsilon log(...) in closed form; here only its known plan is needed. */
    @Test
    void theTinyProblemHasAClosedForm() throws SolverException {
        Kind kind = new Kind(Regulariser.ENTROPY, MarginalRule.EXACT, MarginalRule.EXACT, null);
        Inputs inputs = new Inputs(new double[] {0.5, 0.5}, new double[] {0.5, 0.5}, null, null,
                new DMatrixRMaj(new double[][] {{0, 1}, {1, 0}}), 1);
        double p = 0.36552928931500245;
        TransportGradient gradient = converged(kind.problem(inputs, new DMatrixRMaj(new double[][] {{1, 0}, {0, 0}})));
        assertArrayEquals(new double[] {p, 0.5 - p, 0.5 - p, p}, gradient.ofValue().costs().data, 1e-15);
        // p / (1/2 - p) = exp(-(C_11 + C_22 - C_12 - C_21) / (2 epsilon)), whose derivative by C_11 is -p (1 - 2 p) / (2 epsilon).
        double derivative = -p * (1 - 2 * p) / 2;
        assertArrayEquals(new double[] {derivative, -derivative, -derivative, derivative}, gradient.ofPlan().costs().data, 1e-15);
        // By epsilon: of C_11 + C_22 - C_12 - C_21 = -2 over epsilon.
        assertEquals(2 * derivative, gradient.ofPlan().epsilon(), 1e-14);
        assertEquals(2 * p * Math.log(p) + (1 - 2 * p) * Math.log(0.5 - p) - 1 + 1, gradient.ofValue().epsilon(), 1e-14);
        assertEquals(1 - 2 * p + gradient.ofValue().epsilon(), gradient.value(), 1e-14);
    }

    @Test
    void pointsWithoutWeightHaveTheDerivativesOfSmallOnes() throws SolverException {
        for (MarginalRule rule : List.of(MarginalRule.EXACT, new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 0.7))) {
            Kind kind = new Kind(Regulariser.RELATIVE_ENTROPY, rule, rule, null);
            Random random = new Random(2);
            Inputs inputs = Inputs.random(4, 3, 5, true);
            DMatrixRMaj cotangent = matrix(4, 3, random);
            inputs.a[1] = 0;
            inputs.b[2] += Arrays.stream(inputs.a).sum() - Arrays.stream(inputs.b).sum();
            TransportGradient zero = converged(kind.problem(inputs, cotangent));
            assertEquals(Double.NEGATIVE_INFINITY, zero.plan().f()[1]);
            inputs.a[1] = 1e-8;
            inputs.b[2] += 1e-8;
            TransportGradient small = converged(kind.problem(inputs, cotangent));
            assertArrayEquals(small.ofValue().sourceWeights(), zero.ofValue().sourceWeights(), 1e-6);
            assertArrayEquals(small.ofPlan().sourceWeights(), zero.ofPlan().sourceWeights(), 1e-6);
            assertArrayEquals(new double[3], Arrays.copyOfRange(zero.ofPlan().costs().data, 3, 6));
        }
        Inputs inputs = Inputs.random(4, 3, 5, true);
        inputs.b[0] = 0;
        inputs.a[0] += Arrays.stream(inputs.b).sum() - Arrays.stream(inputs.a).sum();
        TransportGradient plain = converged(new Kind(Regulariser.ENTROPY, MarginalRule.EXACT, MarginalRule.EXACT, null)
                .problem(inputs, matrix(4, 3, new Random(1))));
        assertEquals(Double.NEGATIVE_INFINITY, plain.ofValue().targetWeights()[0]);
        assertTrue(Double.isFinite(plain.ofPlan().targetWeights()[0]));
    }

    @Test
    void epsilonMayBeSmallAndCostsHuge() throws SolverException {
        for (double epsilon : new double[] {1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6}) {
            for (double unit : new double[] {1, 1e32}) {
                Kind kind = new Kind(Regulariser.ENTROPY, MarginalRule.EXACT, MarginalRule.EXACT, null);
                Inputs inputs = Inputs.random(30, 20, 8, true);
                for (int k = 0; k < inputs.costs.data.length; k++) {
                    inputs.costs.data[k] *= unit;
                }
                Inputs small = new Inputs(inputs.a, inputs.b, inputs.x, inputs.y, inputs.costs, epsilon * unit);
                Solution<TransportGradient> solution = solve(kind.problem(small, matrix(30, 20, new Random(4))),
                        new TestContext().with("tolerance", Math.max(1e-11, 1e-13 / epsilon)));
                assertEquals(Status.CONVERGED, solution.status(), () -> epsilon + " " + unit + " " + solution);
            }
        }
    }

    @Test
    void conjugateGradientsAgreeWithElimination() throws SolverException {
        for (MarginalRule rule : List.of(MarginalRule.EXACT, new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 0.7))) {
            TransportGradientProblem problem = new Kind(Regulariser.ENTROPY, rule, rule, GroundCost.Distance.SQUARED_EUCLIDEAN)
                    .problem(new Inputs(Inputs.random(40, 30, 8, true).a, Inputs.random(40, 30, 8, true).b,
                            Inputs.random(40, 30, 8, true).x, Inputs.random(40, 30, 8, true).y, null, 0.02), matrix(40, 30, new Random(4)));
            Solution<TransportGradient> iterated = solve(problem, new TestContext().with("eliminationLimit", 0));
            assertEquals(Status.CONVERGED, iterated.status(), iterated::toString);
            assertTrue(iterated.counters().get("systemSteps") > 0);
            TransportGradient eliminated = solve(problem, new TestContext()).value();
            assertArrayEquals(eliminated.ofPlan().costs().data, iterated.value().ofPlan().costs().data, 1e-7);
            assertArrayEquals(eliminated.ofPlan().sourcePoints().data, iterated.value().ofPlan().sourcePoints().data, 1e-7);
        }
    }

    @Test
    void solvesItsSelfCheck() throws SolverException {
        assertEquals(Status.CONVERGED, solve(new TransportGradientSolver().selfCheck(), new TestContext()).status());
    }

    @Test
    void limitsAndCancellationReturnWhatIsThere() throws SolverException {
        TransportGradientProblem problem = new Kind(Regulariser.ENTROPY, MarginalRule.EXACT, MarginalRule.EXACT, null)
                .problem(new Inputs(Inputs.random(30, 20, 8, true).a, Inputs.random(30, 20, 8, true).b, null, null,
                        Inputs.random(30, 20, 8, true).costs, 1e-4), matrix(30, 20, new Random(4)));
        Solution<TransportGradient> limited = solve(problem, new TestContext().with("maxIterations", 2L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertTrue(limited.residual() > 0 && Double.isFinite(limited.residual()), limited.toString());
        assertEquals(Status.CANCELLED, solve(problem, new TestContext().cancelAt(3)).status());
        assertEquals(Status.TIME_LIMIT, solve(problem, new TestContext().timeLimit(0)).status());
        assertEquals(solve(problem, new TestContext()).value(), solve(problem, new TestContext()).value());
        TransportGradientProblem one = new TransportGradientProblem(TransportProblem.of(Measure.of(2), Measure.of(2),
                new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{3}}))).regulariser(Regulariser.ENTROPY, 0.1).build(),
                new DMatrixRMaj(new double[][] {{5}}));
        TransportGradient single = converged(one);
        assertEquals(2, single.ofValue().costs().get(0, 0), 1e-15);
        assertEquals(0, single.ofPlan().costs().get(0, 0), 1e-13);
    }

    /** Every part of an answer whose largest number is changed by a millionth is found. */
    @Test
    void theVerifierFindsWhatIsOff() throws SolverException {
        MarginalRule soft = new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 0.7);
        TransportGradientProblem problem = new Kind(Regulariser.RELATIVE_ENTROPY, soft, MarginalRule.EXACT,
                GroundCost.Distance.SQUARED_EUCLIDEAN).problem(Inputs.random(5, 4, 3, true), matrix(5, 4, new Random(1)));
        TransportGradient right = converged(problem);
        for (int part = 0; part < 16; part++) {
            DMatrixRMaj plan = ((DMatrixRMaj) right.plan().plan()).copy();
            TransportGradient wrong = new TransportGradient(right.value() * (part == 0 ? 1 + 1e-6 : 1),
                    new TransportPlan(changed(right.plan().f(), part == 1), changed(right.plan().g(), part == 2), changed(plan, part == 3)),
                    changed(right.ofValue(), part - 4), changed(right.ofPlan(), part - 10), right.rowMultipliers(),
                    right.columnMultipliers());
            Solution<TransportGradient> solution = Solution.of(Status.CONVERGED, wrong).residual(0, 1e-11).build();
            assertFalse(Verification.of(new TransportGradientVerifier(), problem, solution).holds(), "part " + part);
        }
        TransportGradient multipliers = new TransportGradient(right.value(), right.plan(), right.ofValue(), right.ofPlan(),
                changed(right.rowMultipliers(), true), right.columnMultipliers());
        assertFalse(Verification.of(new TransportGradientVerifier(), problem,
                Solution.of(Status.CONVERGED, multipliers).residual(0, 1e-11).build()).holds());
    }

    private static double[] changed(double[] values, boolean change) {
        double[] result = values.clone();
        int largest = 0;
        for (int k = 0; k < result.length; k++) {
            largest = Math.abs(result[k]) > Math.abs(result[largest]) ? k : largest;
        }
        result[largest] *= change ? 1 + 1e-6 : 1;
        return result;
    }

    private static DMatrixRMaj changed(DMatrixRMaj matrix, boolean change) {
        return DMatrixRMaj.wrap(matrix.numRows, matrix.numCols, changed(matrix.data, change));
    }

    private static TransportGradient.Derivatives changed(TransportGradient.Derivatives all, int part) {
        return new TransportGradient.Derivatives(changed(all.costs(), part == 0), changed(all.sourceWeights(), part == 1),
                changed(all.targetWeights(), part == 2), changed(all.sourcePoints(), part == 3), changed(all.targetPoints(), part == 4),
                all.epsilon() * (part == 5 ? 1 + 1e-6 : 1));
    }
}
