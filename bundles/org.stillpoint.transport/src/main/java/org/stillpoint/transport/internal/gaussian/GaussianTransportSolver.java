package org.stillpoint.transport.internal.gaussian;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Gaussian;
import org.stillpoint.api.problem.transport.GaussianPlan;
import org.stillpoint.api.problem.transport.GaussianTransportProblem;

/**
 * Transport between normal distributions in closed form, without and with entropy, with exact marginals and with penalised ones; see
 * {@link ClosedForm} for the formulas. Without entropy and with exact marginals, the value is
 *
 * <pre>
 *   |a - b|^2 + tr A + tr B - 2 tr (A^(1/2) B A^(1/2))^(1/2),   the map  b + A^(-1/2) (A^(1/2) B A^(1/2))^(1/2) A^(-1/2) (x - a).
 * </pre>
 *
 * The value and the bound that the potentials prove are computed from their definitions afterwards.
 */
@Component
@Designate(ocd = GaussianTransportOptions.class)
@SolverInfo(id = "transport.gaussian", family = "transport", problem = GaussianTransportProblem.TYPE,
        title = "Transport between normal distributions: closed form",
        paper = "Janati, Muzellec, Peyre and Cuturi: Entropic optimal transport between unbalanced Gaussian measures has a closed form, "
                + "2020, arXiv:2006.02572; Gelbrich: On a formula for the L2 Wasserstein metric between measures on Euclidean and Hilbert "
                + "spaces, Math. Nachr. 147, 1990")
public final class GaussianTransportSolver implements Solver<GaussianTransportProblem, GaussianPlan> {

    @Override
    public Solution<GaussianPlan> solve(GaussianTransportProblem problem, SolveContext context) throws SolverException {
        double tolerance = context.options(GaussianTransportOptions.class).tolerance();
        Valued own = Valued.of(problem, context);
        GaussianPlan plan = own.plan;
        double residual = own.gap;
        double divergence = own.value;
        if (problem.sigma() > 0) {
            for (Gaussian measure : List.of(problem.source(), problem.target())) {
                Valued self = Valued.of(new GaussianTransportProblem(measure, measure, problem.sigma(), problem.gamma()), context);
                residual += self.gap / 2;
                divergence -= self.value / 2;
            }
        }
        residual /= problem.scale();
        double masses = problem.source().mass() - problem.target().mass();
        divergence += problem.sigma() * problem.sigma() * masses * masses;
        GaussianPlan valued = new GaussianPlan(plan.source(), plan.target(), plan.crossCovariance(), plan.map(), plan.f(), plan.g(),
                own.value, divergence);
        boolean goOn = context.proceed(1, residual);
        Status status = !goOn ? context.interruption() : !Double.isFinite(residual + divergence) ? Status.NONFINITE
                : residual <= tolerance ? Status.CONVERGED : Status.STAGNATED;
        return Solution.of(status, valued).residual(residual, tolerance).build();
    }

    /** A plan, its value, and how far that is from the bound of its potentials. */
    private record Valued(GaussianPlan plan, double value, double gap) {

        private static Valued of(GaussianTransportProblem problem, SolveContext context) throws SolverException {
            GaussianPlan plan = new ClosedForm(problem, context.blas()).plan();
            GaussianValues values = new GaussianValues(problem, context.blas());
            double value = values.primal(plan);
            return new Valued(plan, value, Math.abs(value - values.dual(plan.f(), plan.g())));
        }
    }

    /** Two distributions on the plane, with entropy. */
    @Override
    public GaussianTransportProblem selfCheck() {
        return new GaussianTransportProblem(new Gaussian(new double[2], new DMatrixRMaj(new double[][] {{2, 0.5}, {0.5, 1}})),
                new Gaussian(new double[] {1, -1}, new DMatrixRMaj(new double[][] {{1, -0.3}, {-0.3, 1.5}})), 0.5,
                Double.POSITIVE_INFINITY);
    }

    /** Some ten eigenvalue problems. */
    @Override
    public double expectedSeconds(GaussianTransportProblem problem) {
        return 1e-5 + 1e-7 * Math.pow(problem.source().dimension(), 3);
    }
}
