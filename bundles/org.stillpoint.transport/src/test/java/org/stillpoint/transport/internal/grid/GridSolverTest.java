package org.stillpoint.transport.internal.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.instance.TransportInstance;
import org.stillpoint.transport.internal.plan.Verified;

class GridSolverTest {

    private static final int SIDE = 20;

    private final GridSolver solver = new GridSolver();

    /** The densities of Brauer, Clason, Lorenz and Wirth on a grid of the unit square. */
    private static TransportProblem squares(double epsilon) {
        double[] axis = new double[SIDE];
        Arrays.setAll(axis, i -> i / (SIDE - 1.0));
        double[] from = new double[SIDE * SIDE];
        double[] to = new double[SIDE * SIDE];
        double fromMass = 0;
        double toMass = 0;
        for (int k = 0; k < from.length; k++) {
            double x = axis[k / SIDE];
            double y = axis[k % SIDE];
            from[k] = Math.exp(-36 * (square(x - 1.0 / 3) + square(y - 1.0 / 3))) + 0.1;
            to[k] = Math.exp(-9 * (square(x - 2.0 / 3) + square(y - 2.0 / 3))) + 0.1;
            fromMass += from[k];
            toMass += to[k];
        }
        for (int k = 0; k < from.length; k++) {
            from[k] /= fromMass;
            to[k] /= toMass;
        }
        return TransportProblem.of(Measure.of(from), Measure.of(to), new GroundCost.Grid(List.of(axis, axis), 2))
                .regulariser(Regulariser.ENTROPY, epsilon).build();
    }

    private static double square(double x) {
        return x * x;
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.0828521154", "0.001, 0.0745041134"})
    void findsThePublishedCosts(double epsilon, double cost) throws SolverException {
        TransportProblem problem = squares(epsilon);
        Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.residual() <= 1e-9);
        Plan plan = new Plan(problem, solution.value());
        assertEquals(cost, plan.cost, 1e-9);
        assertEquals(solution.residual(), plan.marginalError, 1e-12);
    }

    @Test
    void moreMassThanMayBeTakenHasNoPlan() throws SolverException {
        TransportProblem problem = TransportProblem.of(Measure.of(1, 1), Measure.of(0.5, 0.5),
                new GroundCost.Grid(List.of(new double[] {0, 1}), 2)).regulariser(Regulariser.ENTROPY, 1)
                .rules(MarginalRule.EXACT, new MarginalRule(MarginalRule.Kind.AT_MOST, Double.NaN)).build();
        assertEquals(Status.INFEASIBLE, Verified.solve(solver, problem, new TestContext()).status());
    }

    @Test
    void relaxationSavesSweeps() throws SolverException {
        TransportProblem problem = squares(0.003);
        Solution<TransportPlan> plain = Verified.solve(solver, problem, new TestContext().with("relaxation", 1.0));
        Solution<TransportPlan> relaxed = Verified.solve(solver, problem, new TestContext());
        assertEquals(Status.CONVERGED, relaxed.status());
        assertTrue(3 * relaxed.iterations() < plain.iterations(), relaxed.iterations() + " and " + plain.iterations() + " sweeps");
        for (int i = 0; i < SIDE * SIDE; i++) {
            assertEquals(plain.value().f()[i] - plain.value().f()[0], relaxed.value().f()[i] - relaxed.value().f()[0], 1e-6);
        }
    }

    @Test
    void threeAxesWithZeroWeightsAndBothEntropies() throws SolverException {
        double[] axis = {0, 0.3, 0.9, 1.5};
        double[] from = new double[64];
        double[] to = new double[64];
        Arrays.setAll(from, k -> k % 5 == 0 ? 0 : (1 + k % 7) / 197.0);
        Arrays.setAll(to, k -> k % 3 == 1 ? 0 : 1.0);
        double mass = Arrays.stream(to).sum();
        double fromMass = Arrays.stream(from).sum();
        Arrays.setAll(to, k -> to[k] / mass * fromMass);
        for (Regulariser regulariser : new Regulariser[] {Regulariser.ENTROPY, Regulariser.RELATIVE_ENTROPY}) {
            TransportProblem problem = TransportProblem.of(Measure.of(from), Measure.of(to),
                    new GroundCost.Grid(List.of(axis, axis, axis), 1)).regulariser(regulariser, 0.1).epsilonUnit(CostScale.MEAN).build();
            Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext());
            assertEquals(Status.CONVERGED, solution.status(), regulariser + ": " + solution);
            assertEquals(solution.residual(), new Plan(problem, solution.value()).marginalError / fromMass, 1e-12);
            assertEquals(Double.NEGATIVE_INFINITY, solution.value().f()[5]);
        }
    }

    @Test
    void limitsAndCancelGiveTheBestPotentials() throws SolverException {
        TransportProblem problem = squares(0.001);
        Solution<TransportPlan> limited = Verified.solve(solver, problem, new TestContext().with("maxIterations", 10L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(limited.residual(), new Plan(problem, limited.value()).marginalError, 1e-10);
        Solution<TransportPlan> cancelled = Verified.solve(solver, problem, new TestContext().cancelAt(7));
        assertEquals(Status.CANCELLED, cancelled.status());
        assertEquals(cancelled.residual(), new Plan(problem, cancelled.value()).marginalError, 1e-10);
        Solution<TransportPlan> atOnce = Verified.solve(solver, problem, new TestContext().cancelAt(0));
        assertEquals(Status.CANCELLED, atOnce.status());
        assertTrue(Double.isNaN(atOnce.residual()));
        assertFalse(atOnce.warnings().isEmpty());
        for (double potential : atOnce.value().f()) {
            assertTrue(Double.isFinite(potential));
        }
        Solution<TransportPlan> late = Verified.solve(solver, problem, new TestContext().timeLimit(0));
        assertEquals(Status.TIME_LIMIT, late.status());
    }

    @Test
    void tinyEpsilonsGiveClearAnswersAndRunsRepeat() throws SolverException {
        for (double epsilon : new double[] {1e-4, 1e-6}) {
            Solution<TransportPlan> first = Verified.solve(solver, squares(epsilon), new TestContext().with("maxIterations", 100L));
            Solution<TransportPlan> second = Verified.solve(solver, squares(epsilon), new TestContext().with("maxIterations", 100L));
            assertEquals(Status.ITERATION_LIMIT, first.status());
            assertTrue(first.residual() < 2);
            assertArrayEquals(first.value().f(), second.value().f());
        }
    }

    @Test
    void solvesItsCheckAndRefusesOtherCosts() throws SolverException {
        assertEquals(Status.CONVERGED, Verified.solve(solver, solver.selfCheck(), new TestContext()).status());
        TransportProblem matrix = TransportProblem.of(Measure.of(1), Measure.of(1),
                new GroundCost.Matrix(new org.ejml.data.DMatrixRMaj(1, 1))).regulariser(Regulariser.ENTROPY, 1).build();
        assertThrows(SolverException.class, () -> Verified.solve(solver, matrix, new TestContext()));
        assertEquals(Double.POSITIVE_INFINITY, solver.expectedSeconds(matrix));
    }

    /** A plan formed from potentials. */
    private static final class Plan {

        private double cost;
        private double marginalError;

        Plan(TransportProblem problem, TransportPlan value) throws SolverException {
            TransportInstance dense = new TransportInstance(problem, new TestContext());
            boolean relative = problem.regulariser() == Regulariser.RELATIVE_ENTROPY;
            double[] columns = new double[dense.targets()];
            for (int i = 0; i < dense.sources(); i++) {
                double row = 0;
                for (int j = 0; j < dense.targets(); j++) {
                    double potentials = value.f()[dense.sourcePoints()[i]] + value.g()[dense.targetPoints()[j]];
                    double entry = (relative ? dense.source()[i] * dense.target()[j] : 1)
                            * Math.exp((potentials - dense.costs()[i * dense.targets() + j]) / dense.epsilon());
                    row += entry;
                    columns[j] += entry;
                    cost += entry * dense.costs()[i * dense.targets() + j];
                }
                marginalError += Math.abs(row - dense.source()[i]);
            }
            for (int j = 0; j < columns.length; j++) {
                marginalError += Math.abs(columns[j] - dense.target()[j]);
            }
        }
    }
}
