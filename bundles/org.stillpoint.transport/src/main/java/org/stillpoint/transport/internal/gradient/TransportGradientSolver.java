package org.stillpoint.transport.internal.gradient;

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
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportGradient;
import org.stillpoint.api.problem.transport.TransportGradient.Derivatives;
import org.stillpoint.api.problem.transport.TransportGradientProblem;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.instance.TransportInstance;

/**
 * Derivatives of entropic transport. Newton's method finds the plan (see {@link PlanNewton}); the derivatives of the value follow from the
 * envelope theorem, those of a function of the plan from implicit differentiation of the marginal conditions: one more system with the
 * Newton matrix
 *
 * <pre>
 *   [ diag(P 1)  P         ] [u]   [ (W * P) 1  ]
 *   [ P'         diag(P'1) ] [v] = [ (W * P)' 1 ],   with epsilon q / rho more on the diagonal where a marginal is penalised,
 * </pre>
 *
 * solved on its Schur complement (see {@link SchurComplement}), and formulas in u and v (see {@link PlanDerivatives}).
 */
@Component
@Designate(ocd = TransportGradientOptions.class)
@SolverInfo(id = "transport.gradient", family = "transport", problem = TransportGradientProblem.TYPE,
        title = "Derivatives of entropic transport: envelope theorem and implicit differentiation",
        paper = "Luise, Rudi, Pontil and Ciliberto: Differential properties of Sinkhorn approximation for learning with Wasserstein "
                + "distance, NeurIPS 2018, arXiv:1805.11897; Eisenberger et al.: A unified framework for implicit Sinkhorn "
                + "differentiation, CVPR 2022, arXiv:2205.06688")
public final class TransportGradientSolver implements Solver<TransportGradientProblem, TransportGradient> {

    /** What is left of the tolerance for who computes errors again with other roundings. */
    private static final double MARGIN = 0.5;
    private static final int MOST_PRODUCTS = 10_000;

    @Override
    public Solution<TransportGradient> solve(TransportGradientProblem problem, SolveContext context) throws SolverException {
        TransportGradientOptions options = context.options(TransportGradientOptions.class);
        TransportInstance instance = new TransportInstance(problem.transport(), context);
        EntropicPlan plan = new EntropicPlan(instance);
        SchurComplement system = new SchurComplement(plan, options.eliminationLimit(), MOST_PRODUCTS);
        PlanNewton newton = new PlanNewton(plan, system);
        boolean[] stopped = new boolean[1];
        Status status = newton.solve(instance.largestCost(), instance.epsilon(), MARGIN * options.tolerance(), options.maxIterations(),
                error -> {
                    stopped[0] = stopped[0] || !context.proceed(newton.steps(), error);
                    return !stopped[0];
                });
        plan.centre();
        AllPoints all = new AllPoints(instance, plan, context);
        PlanDerivatives derivatives = new PlanDerivatives(instance, plan, all);
        Derivatives ofPlan = Derivatives.NONE;
        double[] allU = new double[0];
        double[] allV = new double[0];
        double residual = plan.error();
        if (problem.ofPlan()) {
            DMatrixRMaj cotangent = problem.cotangent();
            double[] u = new double[plan.rows];
            double[] v = new double[plan.columns];
            double scale = VectorKernels.maxAbs(cotangent.data, 0, cotangent.getNumElements());
            boolean factorised = system.factorise(0, () -> !stopped[0] && goOn(context, newton.steps(), stopped));
            if (factorised && scale > 0) {
                derivatives.multipliers(cotangent, system, MARGIN * options.tolerance() * scale / Math.sqrt(plan.rows + plan.columns), u, v,
                        () -> !stopped[0] && goOn(context, newton.steps(), stopped));
                residual = larger(residual, derivatives.residual(cotangent, u, v) / scale);
            } else if (!factorised) {
                residual = Double.POSITIVE_INFINITY;
            }
            allU = all.rowMultipliers(u, v, cotangent);
            allV = all.columnMultipliers(u, v, cotangent);
            ofPlan = derivatives.ofPlan(cotangent, allU, allV);
        }
        double value = plan.dualValue(problem.transport().source().mass(), problem.transport().target().mass());
        TransportPlan found = new TransportPlan(instance.allSources(plan.f), instance.allTargets(plan.g), derivatives.plan());
        Status end = stopped[0] ? context.interruption() : residual <= options.tolerance() * (1 + MARGIN) / 2 ? Status.CONVERGED
                : status == Status.CONVERGED ? Status.STAGNATED : status;
        return Solution.of(end, new TransportGradient(value, found, derivatives.ofValue(), ofPlan, allU, allV))
                .residual(residual, options.tolerance()).count(Counter.ITERATIONS, newton.steps()).count(Counter.FINISH, newton.steps())
                .count("systemSteps", system.products).build();
    }

    private static boolean goOn(SolveContext context, long steps, boolean[] stopped) {
        stopped[0] = !context.proceed(steps, Double.NaN);
        return !stopped[0];
    }

    private static double larger(double first, double second) {
        return Double.isNaN(second) || second > first ? second : first;
    }

    /** Three points on a line to three others, with a cotangent. */
    @Override
    public TransportGradientProblem selfCheck() {
        return new TransportGradientProblem(TransportProblem.of(new Measure(new double[] {0.2, 0.5, 0.3}, line(0, 1, 2)),
                new Measure(new double[] {0.3, 0.3, 0.4}, line(0.5, 1.5, 3)), GroundCost.Distance.SQUARED_EUCLIDEAN)
                .regulariser(Regulariser.ENTROPY, 0.5).build(), new DMatrixRMaj(new double[][] {{1, 0, -1}, {0, 2, 0}, {0, 0, 1}}));
    }

    private static DMatrixRMaj line(double... places) {
        return new DMatrixRMaj(places.length, 1, true, places);
    }

    /** Some thirty systems. */
    @Override
    public double expectedSeconds(TransportGradientProblem problem) {
        double rows = problem.transport().source().size();
        double columns = problem.transport().target().size();
        return 1e-4 + 1e-7 * rows * columns + 5e-9 * (rows + columns) * columns * columns;
    }
}
