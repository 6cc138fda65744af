package org.stillpoint.transport.internal.gromov;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GromovWassersteinProblem;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.exact.LinearMinimum;
import org.stillpoint.transport.internal.instance.TransportInstance;
import org.stillpoint.transport.internal.iteration.StoppingRule;
import org.stillpoint.transport.internal.plan.PlanEntries;

/**
 * Conditional gradients (Frank and Wolfe 1956) with exact steps: with S a vertex of least sum of G_ij S_ij, G the gradient at P,
 *
 * <pre>
 *   P &lt;- P + t (S - P),   t in [0, 1] of the least c t + d t^2,   c = sum of G_ij (S - P)_ij,   d = alpha E(S - P),
 * </pre>
 *
 * where E is the quadratic part: t is 1 if d is not positive, otherwise min(1, -c / 2 d). The potentials of the vertex prove the gap -c.
 */
final class ConditionalGradient {

    private final GromovWassersteinProblem problem;
    private final SolveContext context;
    private final Distortion distortion;
    private final double mismatch;

    /** The problem is taken without its entropy. */
    ConditionalGradient(GromovWassersteinProblem problem, SolveContext context, Distortion distortion) {
        this.problem = problem.withEpsilon(0);
        this.context = context;
        this.distortion = distortion;
        mismatch = problem.partial() ? 0 : Math.abs(Arrays.stream(problem.source()).sum() - Arrays.stream(problem.target()).sum());
    }

    /**
     * Goes on from a plan.
     *
     * @param first the number of the first step
     */
    StationaryPlan run(double[] start, StoppingRule rule, long first) throws SolverException {
        int entries = distortion.entries();
        double[] plan = start.clone();
        double[] gradient = new double[entries];
        double[] ofVertex = new double[entries];
        double[] costs = new double[entries];
        distortion.quadraticGradient(plan, gradient);
        TransportPlan answer = withPotentials(plan, new double[problem.source().length], new double[problem.target().length], 0);
        for (long step = first;; step++) {
            System.arraycopy(gradient, 0, costs, 0, entries);
            distortion.addLinear(costs);
            Status wrong = finite(costs) ? null : Status.NONFINITE;
            TransportInstance instance = wrong == null ? instance(costs) : null;
            LinearMinimum minimum = wrong == null ? LinearMinimum.of(instance, rule::report) : null;
            if (minimum == null) {
                double value = distortion.value(plan, gradient);
                TransportPlan last = withPotentials(plan, answer.f(), answer.g(), answer.massPotential());
                return new StationaryPlan(wrong == null ? context.interruption() : wrong, last, value, value, Double.NaN, step);
            }
            answer = withPotentials(plan, instance.allSources(minimum.f()), instance.allTargets(minimum.g()), minimum.massPotential());
            double gap = VectorKernels.dot(costs, plan) - dual(minimum, instance);
            double magnitude = distortion.magnitude(plan);
            double residual = Math.max(Math.max(gap, 0) / (magnitude > 0 ? 2 * magnitude : 1), marginalError(plan));
            Status status = rule.check(step, residual);
            if (status != null) {
                double value = distortion.value(plan, gradient);
                return new StationaryPlan(status, answer, value, value, residual, step);
            }
            double[] vertex = dense(minimum.plan(), instance);
            distortion.quadraticGradient(vertex, ofVertex);
            advance(plan, gradient, costs, vertex, ofVertex);
        }
    }

    private static boolean finite(double[] values) {
        return Double.isFinite(VectorKernels.maxAbs(values, 0, values.length));
    }

    private TransportInstance instance(double[] costs) throws SolverException {
        DMatrixRMaj matrix = DMatrixRMaj.wrap(problem.source().length, problem.target().length, costs);
        return new TransportInstance(problem.linear(matrix), context);
    }

    /** The vertex of least linear costs; null if the run was interrupted. */
    double[] vertex(double[] costs, StoppingRule rule) throws SolverException {
        TransportInstance instance = instance(costs);
        LinearMinimum minimum = LinearMinimum.of(instance, rule::report);
        return minimum == null ? null : dense(minimum.plan(), instance);
    }

    private double[] dense(PlanEntries entries, TransportInstance instance) {
        double[] plan = new double[distortion.entries()];
        for (int entry = 0; entry < entries.count(); entry++) {
            plan[instance.sourcePoints()[entries.source(entry)] * problem.target().length
                    + instance.targetPoints()[entries.target(entry)]] += entries.mass(entry);
        }
        return plan;
    }

    private TransportPlan withPotentials(double[] plan, double[] f, double[] g, double massPotential) {
        return new TransportPlan(f, g, massPotential, DMatrixRMaj.wrap(problem.source().length, problem.target().length, plan.clone()));
    }

    private double dual(LinearMinimum minimum, TransportInstance instance) {
        double dual = problem.partial() ? minimum.massPotential() * problem.mass() : 0;
        dual += dual(minimum.f(), instance.source());
        return dual + dual(minimum.g(), instance.target());
    }

    private double dual(double[] potentials, double[] weights) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * (problem.partial() ? Math.min(potentials[k], 0) : potentials[k]);
        }
        return sum;
    }

    /** The distance in the 1-norm from the nearest marginals that are allowed, less that of the masses. */
    private double marginalError(double[] plan) {
        int targets = problem.target().length;
        double[] columns = new double[targets];
        double error = 0;
        double mass = 0;
        for (int i = 0; i < problem.source().length; i++) {
            double row = VectorKernels.sum(plan, i * targets, targets);
            VectorKernels.axpy(1, plan, i * targets, columns, 0, targets);
            error += error(row, problem.source()[i]);
            mass += row;
        }
        for (int j = 0; j < targets; j++) {
            error += error(columns[j], problem.target()[j]);
        }
        return Math.max(0, error + (problem.partial() ? Math.abs(mass - problem.mass()) : 0) - mismatch);
    }

    private double error(double marginal, double weight) {
        return problem.partial() ? Math.max(marginal - weight, 0) : Math.abs(marginal - weight);
    }

    private void advance(double[] plan, double[] gradient, double[] costs, double[] vertex, double[] ofVertex) {
        int entries = plan.length;
        double slope = VectorKernels.dot(costs, vertex) - VectorKernels.dot(costs, plan);
        double curvature = 0;
        for (int k = 0; k < entries; k++) {
            curvature += (ofVertex[k] - gradient[k]) * (vertex[k] - plan[k]);
        }
        curvature /= 2;
        double t = curvature <= 0 ? 1 : Math.min(1, Math.max(-slope, 0) / (2 * curvature));
        if (t == 1) {
            System.arraycopy(vertex, 0, plan, 0, entries);
            System.arraycopy(ofVertex, 0, gradient, 0, entries);
        } else {
            VectorKernels.axpby(t, vertex, 0, 1 - t, plan, 0, entries);
            distortion.quadraticGradient(plan, gradient);
        }
    }
}
