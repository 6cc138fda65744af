package org.stillpoint.equilibrium.internal.optimality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.ImplicitDerivative;
import org.stillpoint.api.problem.equilibrium.ImplicitDerivativeProblem;
import org.stillpoint.api.problem.equilibrium.OptimalityMap;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.dense.DenseLu;
import org.stillpoint.testing.TestContext;
import org.stillpoint.verify.internal.equilibrium.ImplicitDerivativeVerifier;

/** Derivatives of solutions against closed forms, dense systems and solutions that are found again. */
class ImplicitDerivativeSolverTest {

    private static final ImplicitDerivativeSolver SOLVER = new ImplicitDerivativeSolver();

    private static ImplicitDerivative converged(MapCase at, Samples cotangents, Samples tangents, LinearMethod method)
            throws SolverException {
        ImplicitDerivativeProblem problem = at.problem(cotangents, tangents);
        Solution<ImplicitDerivative> solution = SOLVER.solve(problem, at.context().with("method", method).with("tolerance", 1e-10));
        assertEquals(Status.CONVERGED, solution.status(), () -> solution.toString() + solution.warnings());
        assertTrue(solution.warnings().isEmpty(), solution.warnings()::toString);
        Certificate certificate = certificate(at, problem, solution);
        assertTrue(certificate.holds(), certificate::toString);
        return solution.value();
    }

    private static Certificate certificate(MapCase at, ImplicitDerivativeProblem problem, Solution<ImplicitDerivative> solution)
            throws SolverException {
        TestContext functions = at.context();
        return new ImplicitDerivativeVerifier().verify(problem, solution, new VerificationContext() {
            @Override
            public double tolerance() {
                return solution.tolerance();
            }

            @Override
            public String verifier() {
                return "test";
            }

            @Override
            public <F> F function(Class<F> type, String name) throws SolverException {
                return functions.function(type, name);
            }
        });
    }

    /** dx/dlambda = -(A'A + lambda I)^-1 x and dx/dy = (A'A + lambda I)^-1 A'. */
    @ParameterizedTest
    @EnumSource(LinearMethod.class)
    void ridgeRegressionHasItsClosedForm(LinearMethod method) throws SolverException {
        MapCase byPenalty = MapCase.ridge(false, .7);
        double[] expected = byPenalty.x().clone();
        MapCase.normalMatrix(.7).solve(expected, 0, 1);
        VectorKernels.scale(-1, expected, 0, expected, 0, 4);
        assertArrayEquals(expected, converged(byPenalty, Samples.none(0), Samples.of(1), method).derivatives().values(), 1e-10);

        double[] theta = new double[10];
        theta[0] = .7;
        System.arraycopy(MapCase.ridgeTargets(), 0, theta, 1, 9);
        ImplicitDerivative value = converged(MapCase.ridge(true, theta), new Samples(identity(4), 4, 4), new Samples(identity(10), 10, 10),
                method);
        double[] features = MapCase.ridgeFeatures();
        for (int observation = 0; observation < 9; observation++) {
            double[] column = Arrays.copyOfRange(features, observation * 4, observation * 4 + 4);
            MapCase.normalMatrix(.7).solve(column, 0, 1);
            for (int i = 0; i < 4; i++) {
                assertEquals(column[i], value.gradients().values()[i * 10 + 1 + observation], 1e-10);
                assertEquals(column[i], value.derivatives().values()[(1 + observation) * 4 + i], 1e-10);
            }
        }
    }

    private static double[] identity(int size) {
        double[] identity = new double[size * size];
        for (int i = 0; i < size; i++) {
            identity[i * size + i] = 1;
        }
        return identity;
    }

    private static void assertDense(MapCase at, LinearMethod method) throws SolverException {
        int n = at.x().length;
        OptimalityMap map = at.map();
        DenseLu transposed = new DenseLu(n);
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            map.solutionProduct(at.x(), at.theta(), unit, row);
            System.arraycopy(row, 0, transposed.matrix(), i * n, n);
        }
        assertTrue(transposed.factorize());
        Samples cotangents = MapCase.random(3, n, 8);
        ImplicitDerivative value = converged(at, cotangents, MapCase.random(2, at.theta().length, 9), method);
        double[] gradient = new double[at.theta().length];
        for (int k = 0; k < 3; k++) {
            double[] u = Arrays.copyOfRange(cotangents.values(), k * n, (k + 1) * n);
            transposed.solve(u, 0, 1);
            assertArrayEquals(u, Arrays.copyOfRange(value.adjoints().values(), k * n, (k + 1) * n), 1e-9);
            map.parameterTransposedProduct(at.x(), at.theta(), u, gradient);
            for (int i = 0; i < gradient.length; i++) {
                assertEquals(-gradient[i], value.gradients().values()[k * gradient.length + i], 1e-9);
            }
        }
    }

    /** The columns of dF/dx as rows: the matrix of the adjoint equations. */
    @Test
    void adjointsEqualDenseSolutions() throws SolverException {
        for (LinearMethod method : new LinearMethod[] {LinearMethod.AUTO, LinearMethod.GMRES, LinearMethod.DIRECT}) {
            assertDense(MapCase.program(MapCase.programData()), method);
            assertDense(MapCase.projected(false, -1, .3, -.5, .2), method);
            assertDense(MapCase.projected(true, -1, .3, -.5, 2.5), method);
        }
    }

    /** Only where theta keeps the closed form of the solution: the linear costs, the right-hand side and the limit. */
    @ParameterizedTest
    @ValueSource(ints = {9, 10, 11, 15, 22, 23})
    void quadraticProgramsChangeAsTheirSolutions(int entry) throws SolverException {
        double[] tangent = new double[24];
        tangent[entry] = 1;
        double[] actual = converged(MapCase.program(MapCase.programData()), Samples.none(0), Samples.of(tangent), LinearMethod.AUTO)
                .derivatives().values();
        double[] up = moved(MapCase.programData(), entry, 1e-3);
        double[] down = moved(MapCase.programData(), entry, -1e-3);
        for (int i = 0; i < 6; i++) {
            assertEquals((MapCase.program(up).x()[i] - MapCase.program(down).x()[i]) / 2e-3, actual[i], 1e-9);
        }
    }

    private static double[] moved(double[] theta, int entry, double step) {
        double[] moved = theta.clone();
        moved[entry] += step;
        return moved;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void projectedSolutionsChangeAsThoseFoundAgain(boolean simplex) throws SolverException {
        double[] theta = {-1, .3, -.5, simplex ? 2.5 : .2};
        double[] tangent = {.3, -.7, .2, .9};
        double[] actual = converged(MapCase.projected(simplex, theta), Samples.none(0), Samples.of(tangent), LinearMethod.AUTO)
                .derivatives().values();
        double[] up = theta.clone();
        double[] down = theta.clone();
        VectorKernels.axpy(1e-4, tangent, up);
        VectorKernels.axpy(-1e-4, tangent, down);
        for (int i = 0; i < 4; i++) {
            double difference = (MapCase.projected(simplex, up).x()[i] - MapCase.projected(simplex, down).x()[i]) / 2e-4;
            assertEquals(difference, actual[i], 1e-9);
        }
    }

    /** The matrix is singular, as all spheres may move alike; distances do not see that. */
    @ParameterizedTest
    @ValueSource(doubles = {2, 2.5})
    void distancesOfSoftSpheresChangeAsThoseFoundAgain(double exponent) throws SolverException {
        MapCase at = MapCase.spheres(exponent, null, 1, 1.2);
        double[] cotangent = new double[24];
        cotangent[0] = 1;
        cotangent[6] = -1;
        double[] other = new double[48];
        System.arraycopy(cotangent, 0, other, 0, 24);
        other[24 + 3] = .5;
        other[24 + 9] = -.5;
        ImplicitDerivative value = converged(at, new Samples(other, 2, 24), new Samples(identity(2), 2, 2), LinearMethod.AUTO);
        for (int species = 0; species < 2; species++) {
            double[] up = MapCase.spheres(exponent, at.x(), moved(at.theta(), species, 1e-5)).x();
            double[] down = MapCase.spheres(exponent, at.x(), moved(at.theta(), species, -1e-5)).x();
            double difference = (up[0] - up[6] - down[0] + down[6]) / 2e-5;
            assertEquals(difference, value.gradients().values()[species], 1e-6 * (1 + Math.abs(difference)));
            double[] w = Arrays.copyOfRange(value.derivatives().values(), species * 24, species * 24 + 24);
            assertEquals(difference, w[0] - w[6], 1e-6 * (1 + Math.abs(difference)));
            double difference2 = (up[3] - up[9] - down[3] + down[9]) / 4e-5;
            assertEquals(difference2, value.gradients().values()[2 + species], 1e-6 * (1 + Math.abs(difference2)));
        }
    }

    /** A cotangent that sees the common motion has no adjoint. */
    @Test
    void derivativesThatDoNotExistAreNotClaimed() throws SolverException {
        MapCase at = MapCase.spheres(2, null, 1, 1.2);
        double[] cotangent = new double[24];
        cotangent[0] = 1;
        Solution<ImplicitDerivative> solution = SOLVER.solve(at.problem(Samples.of(cotangent), Samples.none(0)), at.context());
        assertEquals(Status.STAGNATED, solution.status());
        assertTrue(solution.residual() > .01);
        assertTrue(solution.warnings().get(0).contains("cotangent 0"), solution.warnings()::toString);
        assertFalse(certificate(at, at.problem(Samples.of(cotangent), Samples.none(0)), solution).holds());
    }

    @ParameterizedTest
    @MethodSource("org.stillpoint.equilibrium.internal.optimality.OptimalityMapsTest#cases")
    void pointsThatAreNoSolutionsAreSaidToBeNone(MapCase at) throws SolverException {
        double[] x = at.x().clone();
        x[0] += 1e-3;
        MapCase off = new MapCase(at.name(), at.factory(), at.parameters(), x, at.theta());
        ImplicitDerivativeProblem problem = off.problem(Samples.none(0), MapCase.random(1, at.theta().length, 7));
        Solution<ImplicitDerivative> solution = SOLVER.solve(problem, at.context());
        assertEquals(Status.STAGNATED, solution.status());
        assertEquals(solution.value().solutionResidual(), solution.residual());
        assertTrue(solution.residual() > 1e-5);
        assertTrue(solution.warnings().stream().anyMatch(warning -> warning.contains("x is no solution")));
        assertFalse(certificate(off, problem, solution).holds());
    }

    /** lambda = h - G z = 0: the limit is about to become active. */
    @Test
    void kinksAreSaid() throws SolverException {
        double[] theta = MapCase.programData();
        theta[9] = -.25 - .75 + 2 * .7 + .5 + .25 - .25;
        MapCase active = MapCase.program(theta);
        theta[9] += active.x()[4];
        MapCase at = MapCase.program(theta);
        assertEquals(0, at.x()[4], 1e-15);
        Solution<ImplicitDerivative> solution = SOLVER.solve(at.problem(Samples.of(1, 0, 0, 0, 0, 0), Samples.none(0)), at.context());
        assertTrue(solution.warnings().stream().anyMatch(warning -> warning.contains("no derivative")), solution.warnings()::toString);
    }

    @Test
    void wrongProductsAreFoundOut() throws SolverException {
        MapCase at = MapCase.ridge(false, .7);
        ImplicitDerivativeProblem problem = at.problem(MapCase.random(1, 4, 1), Samples.of(1));
        Solution<ImplicitDerivative> right = SOLVER.solve(problem, at.context());
        assertTrue(certificate(at, problem, right).holds());
        ImplicitDerivative value = right.value();
        double[] gradient = value.gradients().values().clone();
        gradient[0] *= 1 + 1e-5;
        double[] adjoint = value.adjoints().values().clone();
        adjoint[2] += 1e-5;
        double[] derivative = value.derivatives().values().clone();
        derivative[1] += 1e-5;
        for (ImplicitDerivative wrong : new ImplicitDerivative[] {
            new ImplicitDerivative(value.solutionResidual(), value.adjoints(), new Samples(gradient, 1, 1), value.derivatives(),
                    value.residuals(), value.statuses()),
            new ImplicitDerivative(value.solutionResidual(), new Samples(adjoint, 1, 4), value.gradients(), value.derivatives(),
                    value.residuals(), value.statuses()),
            new ImplicitDerivative(value.solutionResidual(), value.adjoints(), value.gradients(), new Samples(derivative, 1, 4),
                    value.residuals(), value.statuses())}) {
            Solution<ImplicitDerivative> claim = Solution.of(Status.CONVERGED, wrong).residual(0, 1e-8).build();
            assertFalse(certificate(at, problem, claim).holds());
        }
    }

    /** 900 unknowns: conjugate gradients, and GMRES with restarts. */
    @ParameterizedTest
    @EnumSource(value = LinearMethod.class, names = {"AUTO", "GMRES", "CONJUGATE_GRADIENTS"})
    void largeEquationsAreSolvedByProducts(LinearMethod method) throws SolverException {
        Solution<ImplicitDerivative> solution = SOLVER.solve(Chain.problem(900), Chain.context(900, 1).with("method", method));
        assertEquals(Status.CONVERGED, solution.status(), solution.warnings()::toString);
        double[] u = solution.value().adjoints().values();
        double[] image = new double[900];
        new Chain(900, 1).solutionProduct(new double[900], new double[] {1}, u, image);
        for (int i = 0; i < 900; i++) {
            assertEquals(i == 450 ? 1 : 0, image[i], 1e-8);
        }
    }

    @Test
    void limitsAndInterruptionsAreSaid() throws SolverException {
        assertEquals(Status.ITERATION_LIMIT, SOLVER.solve(Chain.problem(900), Chain.context(900, 1).with("maxIterations", 5)).status());
        for (LinearMethod method : LinearMethod.values()) {
            Solution<ImplicitDerivative> solution = SOLVER.solve(Chain.problem(900),
                    Chain.context(900, 1).with("method", method).cancelAt(4));
            assertEquals(Status.CANCELLED, solution.status(), method.name());
            assertTrue(VectorKernels.isFinite(solution.value().adjoints().values()));
        }
        assertEquals(Status.NONFINITE, SOLVER.solve(Chain.problem(4), Chain.context(4, Double.NaN)).status());
        assertEquals(Status.CONVERGED, SOLVER.solve(Chain.problem(900), Chain.context(900, -1)).status(), "a maximum");
        assertEquals(Status.STAGNATED,
                SOLVER.solve(Chain.problem(900), Chain.context(900, -1).with("method", LinearMethod.CONJUGATE_GRADIENTS)).status());
    }

    @Test
    void mapsThatDoNotFitAreRefused() {
        MapCase at = MapCase.ridge(false, .7);
        ImplicitDerivativeProblem wrong = new ImplicitDerivativeProblem(at.name(), at.parameters(), new double[3], new double[] {1},
                Samples.of(1, 2, 3), Samples.none(0));
        assertTrue(assertThrows(SolverException.class, () -> SOLVER.solve(wrong, at.context())).getMessage().contains("4 components"));
        assertThrows(SolverException.class, () -> SOLVER.solve(Chain.problem(4), new TestContext()));
        MapCase program = MapCase.program(MapCase.programData());
        SolverException refusal = assertThrows(SolverException.class, () -> SOLVER.solve(program.problem(MapCase.random(1, 6, 1),
                Samples.none(0)), program.context().with("method", LinearMethod.CONJUGATE_GRADIENTS)));
        assertTrue(refusal.getMessage().contains("symmetric"));
    }

    @Test
    void selfCheckIsCertifiedTwiceWithTheSameBits() throws SolverException {
        ImplicitDerivativeProblem problem = SOLVER.selfCheck();
        MapCase at = MapCase.ridge(false, .7);
        Solution<ImplicitDerivative> first = SOLVER.solve(problem, at.context());
        assertEquals(Status.CONVERGED, first.status());
        assertEquals(-1. / 8, first.value().gradients().values()[0], 1e-15);
        assertTrue(certificate(at, problem, first).holds());
        assertEquals(first.value(), SOLVER.solve(problem, at.context()).value());
    }
}
