package org.stillpoint.equilibrium.internal.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.VerifiedSolve;
import org.stillpoint.equilibrium.internal.anderson.AndersonSolver;
import org.stillpoint.equilibrium.internal.automatic.AutomaticSolver;
import org.stillpoint.equilibrium.internal.broyden.BroydenSolver;
import org.stillpoint.equilibrium.internal.halpern.HalpernSolver;
import org.stillpoint.equilibrium.internal.homotopy.HomotopySolver;
import org.stillpoint.equilibrium.internal.newton.NewtonKrylovSolver;
import org.stillpoint.equilibrium.internal.newton.RegularizedNewtonSolver;
import org.stillpoint.testing.TestContext;

/** Every general solver finds equilibria of every layer, also of the few here on which plain iteration goes round in circles. */
class SolversOnLayersTest {

    static List<Solver<EquilibriumProblem, EquilibriumStates>> solvers() {
        return List.of(new AndersonSolver(), new BroydenSolver(), new HalpernSolver(), new NewtonKrylovSolver(),
                new RegularizedNewtonSolver(), new HomotopySolver(), new AutomaticSolver());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void solves(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        for (SampleLayers.Sample sample : SampleLayers.all()) {
            double[] inputs = new Random(4).doubles(3L * sample.inputs(), .2, 1).toArray();
            double[] start = new double[sample.state()];
            Arrays.fill(start, .5);
            EquilibriumProblem problem = EquilibriumProblem.of(sample.kind(), sample.parameters(), new Samples(inputs, 3, sample.inputs()))
                    .withStart(start);
            assertEquals(Status.CONVERGED, VerifiedSolve.solve(solver, problem, new TestContext()).status(), sample.title());
        }
    }
}
