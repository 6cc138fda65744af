package org.stillpoint.transport.internal.bridge;

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
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.ReferenceFit;
import org.stillpoint.api.problem.transport.SnapshotBridgeProblem;
import org.stillpoint.transport.internal.iteration.StoppingRule;

/**
 * Iterative reference refinement for bridges through snapshots: in turn the plans between adjacent snapshots under the reference, by
 * Sinkhorn's iteration from the potentials there are, and the parameters of maximum likelihood for the plans' transitions,
 *
 * <pre>
 *   P_k = argmin KL(P || mu_k q_k(. | theta, m)) over plans of mu_k and mu_{k+1},
 *   (theta, m) = argmax of the sum over k of E over P_k of log q_k(y | x; theta, m).
 * </pre>
 *
 * Both lower one relative entropy. Potentials absorb what of a reference depends on one end only, so that a plan changes with the factor
 * exp(-theta dt) / v of the product x y in log q alone, and few refinements are enough.
 */
@Component
@Designate(ocd = SnapshotBridgeOptions.class)
@SolverInfo(id = "transport.reference-refinement", family = "transport", problem = SnapshotBridgeProblem.TYPE,
        title = "Bridge through snapshots: iterative refinement of an Ornstein-Uhlenbeck reference",
        paper = "Shen, Berlinghieri and Broderick: Multi-marginal Schr\u00f6dinger bridges with iterative reference refinement, 2024, "
                + "arXiv:2408.06277")
public final class SnapshotBridgeSolver implements Solver<SnapshotBridgeProblem, ReferenceFit> {

    /** The error of the plans, as a part of the tolerance. */
    private static final double PLANS_PART = 0.1;

    @Override
    public Solution<ReferenceFit> solve(SnapshotBridgeProblem problem, SolveContext context) throws SolverException {
        SnapshotBridgeOptions options = context.options(SnapshotBridgeOptions.class);
        SnapshotRefinement refinement = new SnapshotRefinement(problem, context.start(ReferenceFit.class).orElse(null));
        StoppingRule rule = new StoppingRule(context, options.tolerance(), options.maxIterations(), 0);
        double before = Double.NaN;
        double least = Double.NaN;
        ReferenceFit best = refinement.fit();
        long sweeps = 0;
        for (long iteration = 0;; iteration++) {
            double marginals = 0;
            boolean interrupted = false;
            for (int k = 0; k < refinement.plans() && !interrupted; k++) {
                SnapshotPlan plan = refinement.plan(k);
                double error = plan.rowSweep();
                for (int sweep = 1; sweep < options.sweeps() && error > PLANS_PART * options.tolerance() && !interrupted; sweep++) {
                    plan.columnSweep();
                    error = plan.rowSweep();
                    sweeps++;
                    interrupted = !context.proceed(iteration, before);
                }
                marginals = Math.max(marginals, error);
            }
            if (interrupted) {
                return solution(context.interruption(), best, least, options, iteration, sweeps);
            }
            double residual = Math.max(marginals, refinement.slopes());
            if (!(least <= residual)) {
                least = residual;
                best = refinement.fit();
            }
            Status status = rule.check(iteration, residual);
            if (status != null) {
                return solution(status, best, least, options, iteration, sweeps);
            }
            before = residual;
            refinement.maximise();
            refinement.update();
        }
    }

    private static Solution<ReferenceFit> solution(Status status, ReferenceFit fit, double residual, SnapshotBridgeOptions options,
            long iterations, long sweeps) {
        return Solution.of(status, fit).residual(residual, options.tolerance()).count(Counter.ITERATIONS, iterations)
                .count("sweeps", sweeps).build();
    }

    /** A population that is drawn from 3 to 0. */
    @Override
    public SnapshotBridgeProblem selfCheck() {
        double[] means = {3, 1.6, 0.9, 0.4};
        Measure[] snapshots = new Measure[means.length];
        for (int k = 0; k < snapshots.length; k++) {
            DMatrixRMaj points = new DMatrixRMaj(8, 1);
            for (int i = 0; i < 8; i++) {
                points.set(i, 0, means[k] + 0.4 * (i - 3.5));
            }
            snapshots[k] = Measure.uniform(points);
        }
        return new SnapshotBridgeProblem(List.of(snapshots), new double[] {0, 0.5, 1, 1.5}, new double[] {1.2});
    }

    /** Some tens of refinements of some sweeps, each with two exponentials for each pair of points. */
    @Override
    public double expectedSeconds(SnapshotBridgeProblem problem) {
        double pairs = 0;
        for (int k = 1; k < problem.times().length; k++) {
            pairs += (double) problem.snapshots().get(k).size() * problem.snapshots().get(k - 1).size();
        }
        return 1e-4 + 1e-6 * pairs * problem.dimension();
    }

    /** The plans and the parameters, these in units of one over the whole time, and of the deviation of all points. */
    private static final class SnapshotRefinement {

        private final SnapshotPlan[] plans;
        private final double whole;
        private final double[] means;
        private final double[] deviations;
        private final double[] parameters;
        private final int dimension;
        private ReferenceLikelihood[] likelihoods;

        SnapshotRefinement(SnapshotBridgeProblem problem, ReferenceFit start) throws SolverException {
            dimension = problem.dimension();
            whole = problem.times()[problem.times().length - 1] - problem.times()[0];
            means = new double[dimension];
            deviations = new double[dimension];
            moments(problem);
            plans = new SnapshotPlan[problem.times().length - 1];
            for (int k = 0; k < plans.length; k++) {
                plans[k] = new SnapshotPlan(problem.snapshots().get(k), problem.snapshots().get(k + 1),
                        problem.times()[k + 1] - problem.times()[k], problem.diffusion());
            }
            parameters = new double[2 * dimension];
            Arrays.fill(parameters, 0, dimension, 1);
            if (start != null) {
                if (start.rates().length != dimension || start.centres().length != dimension) {
                    throw new SolverException("the fit to start from has " + start.rates().length + " rates and " + start.centres().length
                            + " centres; expected " + dimension + " of each");
                }
                for (int j = 0; j < dimension; j++) {
                    parameters[j] = start.rates()[j] * whole;
                    parameters[dimension + j] = (start.centres()[j] - means[j]) / deviations[j];
                }
            }
            update();
        }

        /** Means and deviations of all snapshots together. */
        private void moments(SnapshotBridgeProblem problem) {
            int count = problem.snapshots().size();
            for (int j = 0; j < dimension; j++) {
                double square = 0;
                for (Measure snapshot : problem.snapshots()) {
                    for (int i = 0; i < snapshot.size(); i++) {
                        means[j] += snapshot.weights()[i] / snapshot.mass() / count * snapshot.points().get(i, j);
                    }
                }
                for (Measure snapshot : problem.snapshots()) {
                    for (int i = 0; i < snapshot.size(); i++) {
                        double deviation = snapshot.points().get(i, j) - means[j];
                        square += snapshot.weights()[i] / snapshot.mass() / count * deviation * deviation;
                    }
                }
                deviations[j] = square > 0 ? Math.sqrt(square) : 1;
            }
        }

        int plans() {
            return plans.length;
        }

        SnapshotPlan plan(int k) {
            return plans[k];
        }

        /** Takes the parameters over into the plans. */
        void update() {
            double[] rates = rates();
            double[] centres = centres();
            for (SnapshotPlan plan : plans) {
                plan.reference(rates, centres);
            }
        }

        private double[] rates() {
            double[] rates = new double[dimension];
            for (int j = 0; j < dimension; j++) {
                rates[j] = parameters[j] / whole;
            }
            return rates;
        }

        private double[] centres() {
            double[] centres = new double[dimension];
            for (int j = 0; j < dimension; j++) {
                centres[j] = means[j] + deviations[j] * parameters[dimension + j];
            }
            return centres;
        }

        /** The largest magnitude of a derivative of the likelihood. */
        double slopes() {
            TransitionMoments[][] moments = new TransitionMoments[dimension][plans.length];
            for (int k = 0; k < plans.length; k++) {
                TransitionMoments[] coordinates = plans[k].moments(means);
                for (int j = 0; j < dimension; j++) {
                    moments[j][k] = coordinates[j];
                }
            }
            likelihoods = new ReferenceLikelihood[dimension];
            double largest = 0;
            for (int j = 0; j < dimension; j++) {
                likelihoods[j] = new ReferenceLikelihood(moments[j], whole, parameters[j] / whole,
                        deviations[j] * parameters[dimension + j]);
                largest = Math.max(largest, Math.abs(likelihoods[j].rateSlope()) / whole);
                largest = Math.max(largest, Math.abs(likelihoods[j].centreSlope()) * deviations[j]);
            }
            return largest;
        }

        /** Replaces the parameters by those of maximum likelihood, after {@link #slopes}. */
        void maximise() {
            for (int j = 0; j < dimension; j++) {
                likelihoods[j].maximise();
                parameters[j] = likelihoods[j].rate() * whole;
                parameters[dimension + j] = likelihoods[j].centre() / deviations[j];
            }
        }

        ReferenceFit fit() {
            return new ReferenceFit(rates(), centres(), joined(true), joined(false));
        }

        private double[] joined(boolean sources) {
            double[] all = new double[0];
            for (SnapshotPlan plan : plans) {
                double[] part = sources ? plan.sourcePotential() : plan.targetPotential();
                int from = all.length;
                all = Arrays.copyOf(all, from + part.length);
                System.arraycopy(part, 0, all, from, part.length);
            }
            return all;
        }
    }
}
