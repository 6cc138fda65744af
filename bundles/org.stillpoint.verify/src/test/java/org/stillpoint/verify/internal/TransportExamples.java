package org.stillpoint.verify.internal;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;

/** Transport problems whose solutions are known, and a scaling iteration for the entropic ones. */
final class TransportExamples {

    /** The points 0, 1, 2 with the weights .2, .5, .3 and the points .5, 1.5, 3 with the weights .3, .3, .4; squared distances. */
    static final Measure THREE = Measure.of(.2, .5, .3);
    static final Measure OTHER_THREE = Measure.of(.3, .3, .4);
    static final GroundCost COSTS = new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{.25, 2.25, 9}, {.25, .25, 4}, {2.25, .25, 1}}));
    static final MarginalRule AT_MOST = new MarginalRule(MarginalRule.Kind.AT_MOST, Double.NaN);

    private TransportExamples() {
    }

    static TransportProblem.Builder three() {
        return TransportProblem.of(THREE, OTHER_THREE, COSTS);
    }

    static TransportProblem.Builder doubled() {
        return TransportProblem.of(THREE, Measure.of(.6, .6, .8), COSTS);
    }

    static MarginalRule penalty(double weight) {
        return new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, weight);
    }

    static TransportPlan plan(double[] f, double[] g, double[]... rows) {
        return new TransportPlan(f, g, new DMatrixRMaj(rows));
    }

    /** The potentials after many scalings u = (a / K v)^power, v = (b / K'u)^power with power rho / (rho + epsilon), 1 where exact. */
    static TransportPlan scaled(TransportProblem problem) {
        double[] a = problem.source().weights();
        double[] b = problem.target().weights();
        double epsilon = problem.epsilon();
        DMatrixRMaj kernel = new DMatrixRMaj(a.length, b.length);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                double product = problem.regulariser() == Regulariser.ENTROPY ? 1 : a[i] * b[j];
                kernel.set(i, j, product * Math.exp(-((GroundCost.Matrix) problem.cost()).costs().get(i, j) / epsilon));
            }
        }
        double[] u = new double[a.length];
        double[] v = new double[b.length];
        Arrays.fill(v, 1);
        for (int iteration = 0; iteration < 20_000; iteration++) {
            for (int i = 0; i < u.length; i++) {
                double product = 0;
                for (int j = 0; j < v.length; j++) {
                    product += kernel.get(i, j) * v[j];
                }
                u[i] = a[i] == 0 ? 0 : Math.pow(a[i] / product, power(problem.sourceRule(), epsilon));
            }
            for (int j = 0; j < v.length; j++) {
                double product = 0;
                for (int i = 0; i < u.length; i++) {
                    product += kernel.get(i, j) * u[i];
                }
                v[j] = b[j] == 0 ? 0 : Math.pow(b[j] / product, power(problem.targetRule(), epsilon));
            }
        }
        return new TransportPlan(logarithms(u, epsilon), logarithms(v, epsilon));
    }

    private static double power(MarginalRule rule, double epsilon) {
        return switch (rule.kind()) {
            case EXACT -> 1;
            case FREE -> 0;
            case KULLBACK_LEIBLER -> rule.weight() / (rule.weight() + epsilon);
            default -> throw new IllegalArgumentException(rule.toString());
        };
    }

    private static double[] logarithms(double[] values, double epsilon) {
        return Arrays.stream(values).map(value -> epsilon * Math.log(value)).toArray();
    }

    /** The entries of the plan that belongs to potentials. */
    static DMatrixRMaj entries(TransportProblem problem, TransportPlan potentials) {
        double[] a = problem.source().weights();
        double[] b = problem.target().weights();
        DMatrixRMaj plan = new DMatrixRMaj(a.length, b.length);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                double product = problem.regulariser() == Regulariser.ENTROPY ? 1 : a[i] * b[j];
                double cost = ((GroundCost.Matrix) problem.cost()).costs().get(i, j);
                plan.set(i, j, product * Math.exp((potentials.f()[i] + potentials.g()[j] - cost) / problem.epsilon()));
            }
        }
        return plan;
    }
}
