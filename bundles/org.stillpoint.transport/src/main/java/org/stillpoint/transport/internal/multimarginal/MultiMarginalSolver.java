package org.stillpoint.transport.internal.multimarginal;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.MultiMarginalPlan;
import org.stillpoint.api.problem.transport.MultiMarginalProblem;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.iteration.StoppingRule;

/**
 * Entropic transport between several measures by Sinkhorn's iteration on the tensor of costs, in logarithms; see {@link TensorSweeps}.
 * Where the weight of the entropy is small, larger ones lead there first, each a quarter of the one before.
 */
@Component
@Designate(ocd = MultiMarginalOptions.class)
@SolverInfo(id = "transport.multi-marginal", family = "transport", problem = MultiMarginalProblem.TYPE,
        title = "Multi-marginal transport: Sinkhorn's iteration on a tensor",
        paper = "Benamou, Carlier, Cuturi, Nenna and Peyre: Iterative Bregman projections for regularized transportation problems, 2015, "
                + "arXiv:1412.5154; Lin, Ho, Cuturi and Jordan: On the complexity of approximating multimarginal optimal transport, 2022, "
                + "arXiv:1910.00152")
public final class MultiMarginalSolver implements Solver<MultiMarginalProblem, MultiMarginalPlan> {

    private static final double STAGE = 0.25;
    private static final double STAGE_ERROR = 0.01;
    private static final int STAGE_SWEEPS = 50;
    /** What rounding of the exponents can change in marginal errors, relative to the mass and to the costs over epsilon. */
    private static final double EXPONENT_ROUNDING = 0x1p-50;
    private static final double SECONDS_OF_AN_ENTRY = 3e-7;

    @Override
    public Solution<MultiMarginalPlan> solve(MultiMarginalProblem problem, SolveContext context) throws SolverException {
        MultiMarginalOptions options = context.options(MultiMarginalOptions.class);
        double largestCost = VectorKernels.maxAbs(problem.costs(), 0, problem.costs().length);
        double mass = problem.marginals().get(0).mass();
        double epsilon = problem.epsilon();
        StoppingRule rule = new StoppingRule(context, options.tolerance(), options.maxIterations(),
                EXPONENT_ROUNDING * mass * largestCost / epsilon);
        TensorSweeps sweeps = new TensorSweeps(problem.costs(),
                problem.marginals().stream().map(Measure::weights).toArray(double[][]::new));
        long warmUp = 0;
        boolean goOn = true;
        for (double stage = largestCost * STAGE; stage > epsilon && goOn; stage *= STAGE) {
            sweeps.epsilon(stage);
            double error = Double.POSITIVE_INFINITY;
            for (int sweep = 0; sweep < STAGE_SWEEPS && error > STAGE_ERROR * mass && goOn; sweep++) {
                goOn = sweep(sweeps, rule);
                error = sweeps.error();
                warmUp++;
            }
        }
        sweeps.epsilon(epsilon);
        long iterations = warmUp;
        double residual = sweeps.error();
        Status status = goOn ? rule.check(iterations, residual) : context.interruption();
        while (status == null) {
            goOn = sweep(sweeps, rule);
            residual = sweeps.error();
            status = goOn ? rule.check(++iterations, residual) : context.interruption();
        }
        return Solution.of(status, new MultiMarginalPlan(List.of(sweeps.potentials()))).residual(residual, options.tolerance())
                .count(Counter.ITERATIONS, iterations).count(Counter.WARM_UP, warmUp).build();
    }

    /** Replaces the potentials one after the other; answers whether to go on. */
    private static boolean sweep(TensorSweeps sweeps, StoppingRule rule) {
        for (int k = 0; k < sweeps.count(); k++) {
            if (!rule.report()) {
                return false;
            }
            sweeps.step(k);
        }
        return true;
    }

    /** Three measures on two points of a line each. */
    @Override
    public MultiMarginalProblem selfCheck() {
        DMatrixRMaj points = new DMatrixRMaj(new double[] {0, 1});
        return MultiMarginalProblem.ofSquaredDistances(List.of(new Measure(new double[] {0.5, 0.5}, points),
                new Measure(new double[] {0.25, 0.75}, points), new Measure(new double[] {0.4, 0.6}, points)), 1);
    }

    /** Some hundred sweeps over the tensor for each marginal. */
    @Override
    public double expectedSeconds(MultiMarginalProblem problem) {
        return 1e-5 + SECONDS_OF_AN_ENTRY * problem.marginals().size() * problem.costs().length;
    }
}
