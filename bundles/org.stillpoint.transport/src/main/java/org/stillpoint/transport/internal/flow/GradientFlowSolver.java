package org.stillpoint.transport.internal.flow;

import java.util.Arrays;
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
import org.stillpoint.api.problem.transport.DensityPath;
import org.stillpoint.api.problem.transport.GradientFlowProblem;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * Entropic steps of Jordan, Kinderlehrer and Otto by scaling. With c = 2 tau / epsilon and beta' = beta - epsilon / (4 tau), each iteration
 * takes a density r = rho / w to
 *
 * <pre>
 *   v = exp(-c (V + W + beta' log r)),   u = a / (K (w v)),   log r &lt;- (log K'u - c (V + W)) / (1 + c beta'),
 * </pre>
 *
 * which is the proximal step of the energy in the Kullback-Leibler divergence of Peyre (2015), with the entropy that debiases the cost
 * taken off the energy's own. Errors of log r shrink by the factor c beta' / (1 + c beta') at least, if lambda is 0, so that for epsilon =
 * 4 tau beta, where beta' = 0, the first iteration is exact. Everything is kept as logarithms, products with K go along one axis after the
 * other.
 */
@Component
@Designate(ocd = GradientFlowOptions.class)
@SolverInfo(id = "transport.jko", family = "transport", problem = GradientFlowProblem.TYPE,
        title = "Wasserstein gradient flow: entropic JKO steps by scaling",
        paper = "Peyr\u00e9: Entropic approximation of Wasserstein gradient flows, 2015, arXiv:1502.06216; Jordan, Kinderlehrer and Otto: "
                + "The variational formulation of the Fokker-Planck equation, SIAM J. Math. Anal. 29, 1998")
public final class GradientFlowSolver implements Solver<GradientFlowProblem, DensityPath> {

    /** What the order of summation may change in a residual, so that who computes it again finds it under the tolerance too. */
    private static final double SUMMATION = 1e-14;
    /** The iterations of a step, and at least half of them, in which the residual has to fall by a hundredth. */
    private static final long PATIENCE = 200;
    private static final double PROGRESS = 0.01;

    @Override
    public Solution<DensityPath> solve(GradientFlowProblem problem, SolveContext context) throws SolverException {
        GradientFlowOptions options = context.options(GradientFlowOptions.class);
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            return solve(problem, context, options, team);
        }
    }

    private static Solution<DensityPath> solve(GradientFlowProblem problem, SolveContext context, GradientFlowOptions options,
            ThreadTeam team) {
        FreeEnergy energy = new FreeEnergy(problem);
        WassersteinStep step = new WassersteinStep(problem, energy, team);
        int size = problem.size();
        double[] path = new double[Math.multiplyExact(problem.steps() + 1, size)];
        double[] energies = new double[problem.steps() + 1];
        double[] masses = problem.initial().clone();
        System.arraycopy(masses, 0, path, 0, size);
        energies[0] = energy.value(masses);
        double worst = 0;
        long iterations = 0;
        int done = 0;
        Status status = Status.CONVERGED;
        while (status == Status.CONVERGED && done < problem.steps()) {
            step.begin(masses);
            double residual = Double.POSITIVE_INFINITY;
            double before = Double.POSITIVE_INFINITY;
            long nextCheck = iterations + PATIENCE;
            for (long first = iterations;;) {
                residual = step.residual();
                iterations++;
                if (residual <= options.tolerance() - Math.min(options.tolerance() / 2, SUMMATION)) {
                    break;
                }
                status = stopped(residual, before, iterations, nextCheck, options.maxIterations(), context);
                if (status != Status.CONVERGED) {
                    break;
                }
                if (iterations >= nextCheck) {
                    before = residual;
                    nextCheck = iterations + Math.max(PATIENCE, iterations - first);
                }
                step.update();
            }
            worst = Math.max(worst, residual);
            if (status == Status.CONVERGED) {
                done++;
                System.arraycopy(step.masses(), 0, masses, 0, size);
                System.arraycopy(masses, 0, path, done * size, size);
                energies[done] = energy.value(masses);
                if (done < problem.steps() && !context.proceed(iterations, worst)) {
                    status = context.interruption();
                }
            }
        }
        DMatrixRMaj rows = DMatrixRMaj.wrap(done + 1, size, Arrays.copyOf(path, (done + 1) * size));
        Solution.Builder<DensityPath> solution = Solution.of(status, new DensityPath(rows, Arrays.copyOf(energies, done + 1)))
                .residual(worst, options.tolerance()).count(Counter.ITERATIONS, iterations).count("steps", done);
        if (done < problem.steps()) {
            solution.warn("The path ends after " + done + " of " + problem.steps() + " steps.");
        }
        return solution.build();
    }

    /** CONVERGED to go on. */
    private static Status stopped(double residual, double before, long iterations, long nextCheck, long limit, SolveContext context) {
        if (!Double.isFinite(residual)) {
            return Status.NONFINITE;
        }
        if (iterations >= limit) {
            return Status.ITERATION_LIMIT;
        }
        if (iterations >= nextCheck && residual > (1 - PROGRESS) * before) {
            return Status.STAGNATED;
        }
        return context.proceed(iterations, residual) ? Status.CONVERGED : context.interruption();
    }

    /** Three steps of a bump in a parabola. */
    @Override
    public GradientFlowProblem selfCheck() {
        int size = 17;
        double[] x = new double[size];
        double[] initial = new double[size];
        double[] potential = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = (i - 8) * 0.5;
            initial[i] = Math.exp(-(x[i] - 1) * (x[i] - 1));
            potential[i] = x[i] * x[i] / 2;
        }
        return new GradientFlowProblem(List.of(x), initial, potential, 1, 0, 0.2, 3, 0.4);
    }

    /** Some tens of iterations for each step, each with a product for each pair of cells of a line. */
    @Override
    public double expectedSeconds(GradientFlowProblem problem) {
        double pairs = 0;
        for (double[] axis : problem.axes()) {
            pairs += (double) problem.size() * axis.length;
        }
        return 1e-5 + 5e-8 * pairs * problem.steps();
    }
}
