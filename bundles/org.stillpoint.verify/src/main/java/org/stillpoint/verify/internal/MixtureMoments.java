package org.stillpoint.verify.internal;

import java.util.Arrays;
import org.stillpoint.api.problem.transport.BridgePlan;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.SchroedingerBridgeProblem;

/**
 * The loss of a {@link SchroedingerBridgeProblem}, its derivatives, and the moments of the plan's second marginal, summed over all
 * samples.
 */
final class MixtureMoments {

    private final SchroedingerBridgeProblem problem;
    private final BridgePlan plan;
    private final int components;
    private final int dimension;
    /** Derivatives with regard to log alpha; then, times sqrt(epsilon), r; then log S. */
    private final PreciseSum[] derivatives;
    private final PreciseSum[] planMoments;
    private final PreciseSum[] targetMoments;
    private final PreciseSum loss = new PreciseSum();

    MixtureMoments(SchroedingerBridgeProblem problem, BridgePlan plan) {
        this.problem = problem;
        this.plan = plan;
        components = problem.components();
        dimension = problem.dimension();
        derivatives = PreciseSum.array(components * (1 + 2 * dimension));
        planMoments = PreciseSum.array(2 * dimension);
        targetMoments = PreciseSum.array(2 * dimension);
        addSource();
        addTarget();
    }

    private void addSource() {
        Measure source = problem.source();
        double mass = source.mass();
        double root = Math.sqrt(problem.epsilon());
        double[] shares = new double[components];
        for (int i = 0; i < source.size(); i++) {
            double weight = source.weights()[i] / mass;
            for (int k = 0; k < components; k++) {
                shares[k] = plan.logWeights()[k];
                for (int j = 0; j < dimension; j++) {
                    double x = source.points().get(i, j);
                    shares[k] += x * (plan.spreads().get(k, j) * x + 2 * plan.centres().get(k, j)) / (2 * problem.epsilon());
                }
            }
            loss.addProduct(weight, shares(shares));
            for (int k = 0; k < components; k++) {
                double part = weight * shares[k];
                derivatives[k].add(part);
                for (int j = 0; j < dimension; j++) {
                    double x = source.points().get(i, j);
                    double spread = plan.spreads().get(k, j);
                    double mean = plan.centres().get(k, j) + spread * x;
                    derivatives[centre(k, j)].addProduct(part, x / root);
                    derivatives[spread(k, j)].addProduct(part, spread * x * x / (2 * problem.epsilon()));
                    planMoments[j].addProduct(part, mean);
                    planMoments[dimension + j].addProduct(part, mean * mean + problem.epsilon() * spread);
                }
            }
        }
    }

    private void addTarget() {
        Measure target = problem.target();
        double mass = target.mass();
        double root = Math.sqrt(problem.epsilon());
        double[] shares = new double[components];
        for (int i = 0; i < target.size(); i++) {
            double weight = target.weights()[i] / mass;
            for (int k = 0; k < components; k++) {
                shares[k] = plan.logWeights()[k];
                for (int j = 0; j < dimension; j++) {
                    double deviation = target.points().get(i, j) - plan.centres().get(k, j);
                    double variance = problem.epsilon() * plan.spreads().get(k, j);
                    shares[k] -= (Math.log(2 * Math.PI * variance) + deviation * deviation / variance) / 2;
                }
            }
            loss.addProduct(-weight, shares(shares));
            for (int j = 0; j < dimension; j++) {
                double y = target.points().get(i, j);
                targetMoments[j].addProduct(weight, y);
                targetMoments[dimension + j].addProduct(weight * y, y);
            }
            for (int k = 0; k < components; k++) {
                double part = weight * shares[k];
                derivatives[k].add(-part);
                for (int j = 0; j < dimension; j++) {
                    double deviation = (target.points().get(i, j) - plan.centres().get(k, j)) / root;
                    double spread = plan.spreads().get(k, j);
                    derivatives[centre(k, j)].addProduct(-part, deviation / spread);
                    derivatives[spread(k, j)].addProduct(part, (1 - deviation * deviation / spread) / 2);
                }
            }
        }
    }

    /** Replaces logs by their shares; returns the log of their sum. */
    private static double shares(double[] logs) {
        double log = LogSum.of(logs);
        for (int k = 0; k < logs.length; k++) {
            logs[k] = Math.exp(logs[k] - log);
        }
        return log;
    }

    private int centre(int k, int j) {
        return components + k * dimension + j;
    }

    private int spread(int k, int j) {
        return components * (1 + dimension) + k * dimension + j;
    }

    double loss() {
        return loss.value();
    }

    /** The largest magnitude of a derivative; NaN if one is. */
    double residual() {
        return Products.largest(Arrays.stream(derivatives).mapToDouble(PreciseSum::value).toArray());
    }

    double planMean(int j) {
        return planMoments[j].value();
    }

    double planSquare(int j) {
        return planMoments[dimension + j].value();
    }

    double targetMean(int j) {
        return targetMoments[j].value();
    }

    double targetSquare(int j) {
        return targetMoments[dimension + j].value();
    }
}
