package org.stillpoint.verify.internal;

import org.stillpoint.api.problem.transport.GradientFlowProblem;
import org.stillpoint.api.problem.transport.GroundCost;

/** What a {@link GradientFlowProblem} defines of masses and of steps between them: energy, residual and cost, all by logarithms. */
final class FlowStep {

    private static final double NEGLIGIBLE = 1e-11;
    private static final int MOST_SWEEPS = 500;

    private final GradientFlowProblem problem;
    private final int size;
    private final double[] volumes;
    private final GridLogSums kernel;
    private double cost;

    FlowStep(GradientFlowProblem problem) {
        this.problem = problem;
        size = problem.size();
        volumes = problem.volumes();
        kernel = new GridLogSums(new GroundCost.Grid(problem.axes(), 2), 1, problem.epsilon());
    }

    private double squaredDistance(int i, double[] point) {
        double sum = 0;
        for (int axis = 0; axis < point.length; axis++) {
            double difference = problem.coordinate(i, axis) - point[axis];
            sum += difference * difference;
        }
        return sum;
    }

    /** The mean of the masses. */
    private double[] mean(double[] masses) {
        int axes = problem.axes().size();
        double[] mean = new double[axes];
        double total = total(masses);
        for (int axis = 0; axis < axes; axis++) {
            PreciseSum sum = new PreciseSum();
            for (int j = 0; j < size; j++) {
                sum.addProduct(masses[j] / total, problem.coordinate(j, axis));
            }
            mean[axis] = sum.value();
        }
        return mean;
    }

    private static double total(double[] masses) {
        PreciseSum total = new PreciseSum();
        for (double mass : masses) {
            total.add(mass);
        }
        return total.value();
    }

    /** The free energy; the attraction by the sum of squared distances from the mean, which is the double sum over 2 masses. */
    double energy(double[] masses) {
        double[] mean = mean(masses);
        double total = total(masses);
        PreciseSum energy = new PreciseSum();
        for (int j = 0; j < size; j++) {
            energy.addProduct(problem.potential()[j], masses[j]);
            energy.addProduct(problem.diffusion() * masses[j], masses[j] > 0 ? Math.log(masses[j] / volumes[j]) : 0);
            energy.addProduct(problem.interaction() / 2 * total * masses[j], squaredDistance(j, mean));
        }
        return energy.value();
    }

    /** The L1 distance between the masses of a step's end and what optimality asks them to be; keeps the cost of the step. */
    double residual(double[] from, double[] to) {
        double rate = 2 * problem.step() / problem.epsilon();
        double diffusion = Math.max(0, problem.diffusion() - problem.epsilon() / (4 * problem.step()));
        double[] mean = mean(to);
        double total = total(to);
        double[] targetSide = new double[size];
        for (int j = 0; j < size; j++) {
            double field = problem.potential()[j] + problem.interaction() * total * squaredDistance(j, mean) / 2;
            if (diffusion > 0) {
                // A mass that is 0 by underflow asks for none.
                field = to[j] > 0 ? field + diffusion * Math.log(to[j] / volumes[j]) : Double.POSITIVE_INFINITY;
            }
            targetSide[j] = Math.log(volumes[j]) - rate * field;
        }
        double[] sums = kernel.of(targetSide);
        double[] sourceSide = new double[size];
        PreciseSum value = new PreciseSum();
        for (int i = 0; i < size; i++) {
            sourceSide[i] = from[i] > 0 ? Math.log(from[i]) - sums[i] : Double.NEGATIVE_INFINITY;
            value.addProduct(from[i], from[i] > 0 ? sourceSide[i] - Math.log(volumes[i]) : 0);
        }
        sums = kernel.of(sourceSide);
        PreciseSum distance = new PreciseSum();
        for (int j = 0; j < size; j++) {
            double end = targetSide[j] == Double.NEGATIVE_INFINITY ? 0 : Math.exp(targetSide[j] + sums[j]);
            distance.add(Math.abs(end - to[j]));
            if (end > 0) {
                value.addProduct(end, targetSide[j] - Math.log(volumes[j]) - Math.log(end / volumes[j]) / 2);
            }
        }
        cost = problem.epsilon() * value.value();
        return distance.value();
    }

    /** The entropic cost of the step last looked at, less half of epsilon times the entropy of its end. */
    double cost() {
        return cost;
    }

    /** The same cost from masses to themselves, by the symmetric form of Sinkhorn's iteration. */
    double selfCost(double[] masses) {
        double[] potential = new double[size];
        double[] side = new double[size];
        double change = Double.POSITIVE_INFINITY;
        for (int sweep = 0; sweep < MOST_SWEEPS && change > NEGLIGIBLE; sweep++) {
            for (int i = 0; i < size; i++) {
                side[i] = masses[i] > 0 ? Math.log(volumes[i]) + potential[i] : Double.NEGATIVE_INFINITY;
            }
            double[] sums = kernel.of(side);
            change = 0;
            for (int i = 0; i < size; i++) {
                if (masses[i] > 0) {
                    double next = (potential[i] + Math.log(masses[i] / volumes[i]) - sums[i]) / 2;
                    change += masses[i] * Math.abs(next - potential[i]);
                    potential[i] = next;
                }
            }
        }
        PreciseSum value = new PreciseSum();
        for (int i = 0; i < size; i++) {
            value.addProduct(masses[i], masses[i] > 0 ? 2 * potential[i] - Math.log(masses[i] / volumes[i]) / 2 : 0);
        }
        return problem.epsilon() * value.value();
    }
}
