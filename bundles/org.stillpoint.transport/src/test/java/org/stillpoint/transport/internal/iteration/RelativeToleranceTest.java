package org.stillpoint.transport.internal.iteration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.transport.internal.cloud.OnlineSolver;
import org.stillpoint.transport.internal.exact.ExactSolver;
import org.stillpoint.transport.internal.line.OneDimensionalSolver;
import org.stillpoint.transport.internal.newton.NewtonSolver;
import org.stillpoint.transport.internal.quadratic.QuadraticSolver;
import org.stillpoint.transport.internal.quadratic.UnbalancedSolver;
import org.stillpoint.transport.internal.sinkhorn.GreenkhornSolver;
import org.stillpoint.transport.internal.sinkhorn.SinkhornSolver;
import org.stillpoint.verify.internal.TransportVerifier;

/** Tolerances are parts of the mass: counts of people and traces of a substance are solved as well as probabilities. */
class RelativeToleranceTest {

    private static final MarginalRule DIVERGENCE = new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 1);

    private record Method(Solver<TransportProblem, TransportPlan> solver, Regulariser regulariser, MarginalRule rule) {
    }

    private static Stream<Arguments> methods() {
        List<Method> methods = List.of(new Method(new SinkhornSolver(), Regulariser.RELATIVE_ENTROPY, MarginalRule.EXACT),
                new Method(new GreenkhornSolver(), Regulariser.RELATIVE_ENTROPY, MarginalRule.EXACT),
                new Method(new NewtonSolver(), Regulariser.RELATIVE_ENTROPY, MarginalRule.EXACT),
                new Method(new OnlineSolver(), Regulariser.RELATIVE_ENTROPY, MarginalRule.EXACT),
                new Method(new ExactSolver(), Regulariser.NONE, MarginalRule.EXACT),
                new Method(new OneDimensionalSolver(), Regulariser.NONE, MarginalRule.EXACT),
                new Method(new QuadraticSolver(), Regulariser.QUADRATIC, MarginalRule.EXACT),
                new Method(new UnbalancedSolver(), Regulariser.NONE, DIVERGENCE));
        return methods.stream().flatMap(method -> Stream.of(1e-12, 3e-4, 9e8).map(mass -> Arguments.of(method, mass)));
    }

    private static TransportProblem problem(Method method, double mass) {
        RandomStream random = new RandomStream(5);
        double[] from = new double[12];
        double[] to = new double[9];
        random.fillUniform(from);
        random.fillUniform(to);
        DMatrixRMaj x = new DMatrixRMaj(12, 1);
        DMatrixRMaj y = new DMatrixRMaj(9, 1);
        random.fillUniform(x.data);
        random.fillUniform(y.data);
        double gamma = method.regulariser == Regulariser.NONE ? 0 : method.regulariser == Regulariser.QUADRATIC ? .5 / mass : .05;
        return TransportProblem.of(scaled(new Measure(from, x).normalised(), mass), scaled(new Measure(to, y).normalised(), mass),
                GroundCost.Distance.SQUARED_EUCLIDEAN).rules(method.rule, method.rule).regulariser(method.regulariser, gamma).build();
    }

    private static Measure scaled(Measure measure, double mass) {
        double[] weights = new double[measure.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = mass * measure.weights()[i];
        }
        return new Measure(weights, measure.points());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void costsGrowWithTheMass(Method method, double mass) throws SolverException {
        TransportProblem one = problem(method, 1);
        TransportProblem many = problem(method, mass);
        Solution<TransportPlan> reference = method.solver.solve(one, new TestContext());
        Solution<TransportPlan> solution = method.solver.solve(many, new TestContext());
        assertEquals(Status.CONVERGED, solution.status(), solution.toString());
        assertTrue(solution.residual() <= 1e-9, solution.toString());
        Certificate certificate = Verification.of(new TransportVerifier(), many, solution, 1e-9);
        assertTrue(certificate.holds(), certificate.toString());
        double expected = Verification.of(new TransportVerifier(), one, reference).quantities().get("linearCost");
        assertEquals(expected, certificate.quantities().get("linearCost") / mass, 1e-7 * Math.abs(expected));
    }
}
