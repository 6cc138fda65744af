package org.stillpoint.transport.internal.lowrank;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.Triangle;
import org.stillpoint.numerics.random.RandomStream;

/**
 * Mirror descent for plans of low rank: the step in the Kullback-Leibler geometry, then the projection of the stepped factors onto those
 * with the right marginals,
 *
 * <pre>
 *   K_Q = Q exp(-s G_Q),  K_R = R exp(-s G_R),  K_g = g exp(-s G_g),
 *   Q = u_1 K_Q v_1,  R = u_2 K_R v_2,  g = K_g / (v_1 v_2) / sum.
 * </pre>
 *
 * With u_1 and u_2 chosen for the rows, the logarithms of v_1 and v_2 minimise the convex function of 2 rank unknowns
 *
 * <pre>
 *   sum of a_i log (K_Q v_1)_i + sum of b_j log (K_R v_2)_j + log sum of K_g / (v_1 v_2),
 * </pre>
 *
 * whose derivatives are Q'1 - g and R'1 - g: a few steps of Newton's method do it, where the alternating projections of the paper take
 * hundreds. The logarithms over s are the potentials of the components, with which the next projection starts. The step grows as
 * long as the objective falls by what its linear part and the divergence promise, and shrinks where it does not.
 */
final class MirrorDescent {

    private static final int MOST_PROJECTIONS = 200;
    private static final double GROWTH = 1.5;
    private static final double SHRINKAGE = 0.25;
    /** Bounds of the step times the range of the gradient. */
    private static final double LARGEST_STEP = 400;
    private static final double LEAST_STEP = 1e-9;
    private static final double START_TEMPERATURE = 0.1;
    private static final double ARMIJO = 1e-4;
    private static final double LEAST_LENGTH = 1e-6;
    private static final double SHIFT = 0.01;
    private static final double ROUNDING = 0x1p-44;
    private static final double LEAST_SHIFT = 1e-13;
    private static final double PART_OF_COMPONENT = 1e-6;

    private final CostProducts costs;
    private final double epsilon;
    private final double accuracy;
    private final BooleanSupplier goOn;
    private final double scale;
    private final Factor q;
    private final Factor r;
    private final Factor bestQ;
    private final Factor bestR;
    private final int rank;
    private final double[] divided;
    private final double[] otherDivided;
    private double[] logMasses;
    private double[] nextLogMasses;
    private final double[] masses;
    private final double[] massGradient;
    private final double[] bestMassGradient;
    private double objective;
    private double marginalError;
    private double relativeStep = 1;
    private final Blas blas;
    private final double[] steppedLogMasses;
    private final double[] scaling;
    private final double[] trial;
    private final double[] slopes;
    private final double[] direction;
    private final double[] curvature;

    /**
     * A descent.
     *
     * @param accuracy the error of the marginals to which projections go
     * @param goOn asked before every projection
     */
    MirrorDescent(CostProducts costs, double[] a, double[] b, int rank, double epsilon, double accuracy, BooleanSupplier goOn,
            Blas blas) {
        this.costs = costs;
        this.rank = rank;
        this.epsilon = epsilon;
        this.accuracy = accuracy;
        this.goOn = goOn;
        this.blas = blas;
        scale = costs.meanMagnitude(a, b);
        q = new Factor(a, rank);
        r = new Factor(b, rank);
        bestQ = new Factor(a, rank);
        bestR = new Factor(b, rank);
        divided = new double[r.points * rank];
        otherDivided = new double[q.points * rank];
        logMasses = new double[rank];
        nextLogMasses = new double[rank];
        masses = new double[rank];
        massGradient = new double[rank];
        bestMassGradient = new double[rank];
        steppedLogMasses = new double[rank];
        scaling = new double[2 * rank];
        trial = new double[2 * rank];
        slopes = new double[2 * rank];
        direction = new double[2 * rank];
        curvature = new double[4 * rank * rank];
    }

    /** The factor Q. */
    Factor source() {
        return bestQ;
    }

    /** The factor R. */
    Factor target() {
        return bestR;
    }

    /** The mass of each component. */
    double[] masses() {
        return Arrays.stream(logMasses).map(Math::exp).toArray();
    }

    /**
     * Starts with components around random source points: targets by their cost from these, sources by their mean cost to these targets.
     *
     * @return false if interrupted, and then the plan is the product of both weights
     */
    boolean start(RandomStream random) {
        double temperature = Math.max(START_TEMPERATURE * scale, Double.MIN_NORMAL);
        Arrays.fill(otherDivided, 0);
        for (int k = 0; k < rank; k++) {
            otherDivided[random.nextInt(q.points) * rank + k] = -1 / temperature;
        }
        costs.transposedTimes(otherDivided, rank, divided);
        r.start(divided);
        r.columnSums(masses);
        Arrays.setAll(logMasses, k -> Math.max(Math.log(masses[k]), Factor.LEAST_LOGARITHM));
        r.divided(logMasses, divided);
        costs.times(divided, rank, otherDivided);
        for (int i = 0; i < otherDivided.length; i++) {
            otherDivided[i] /= -temperature;
        }
        q.start(otherDivided);
        q.mirror(1);
        r.mirror(1);
        if (!project(1)) {
            spreadEvenly();
            return false;
        }
        accept();
        evaluate();
        remember();
        return true;
    }

    /** Makes the plan the product of both weights, divided evenly among the components. */
    private void spreadEvenly() {
        Arrays.fill(logMasses, -Math.log(rank));
        bestQ.start(new double[bestQ.points * rank]);
        bestR.start(new double[bestR.points * rank]);
    }

    /** One step that lowers the objective; false if there is none, or if interrupted. */
    boolean step() {
        double range = Math.max(Math.max(bestQ.gradientRange(), bestR.gradientRange()), Double.MIN_NORMAL);
        double slack = accuracy * scale;
        for (; relativeStep > LEAST_STEP; relativeStep *= SHRINKAGE) {
            double size = relativeStep / range;
            double before = objective;
            q.mirror(size);
            r.mirror(size);
            double errorBefore = marginalError;
            if (!project(size)) {
                return false;
            }
            accept();
            evaluate();
            if (objective <= before + model(size) + slack) {
                remember();
                relativeStep = Math.min(relativeStep * GROWTH, LARGEST_STEP);
                return true;
            }
            objective = before;
            marginalError = errorBefore;
            forget();
        }
        return false;
    }

    /** The largest change of the objective at which the step was not too long: its linear part plus the divergence over the step. */
    private double model(double size) {
        double slope = q.slopeFrom(bestQ) + r.slopeFrom(bestR);
        double divergence = q.divergenceFrom(bestQ) + r.divergenceFrom(bestR);
        for (int k = 0; k < rank; k++) {
            double mass = Math.exp(logMasses[k]);
            double massBefore = Math.exp(nextLogMasses[k]);
            slope += bestMassGradient[k] * (mass - massBefore);
            divergence += mass * (logMasses[k] - nextLogMasses[k]) - mass + massBefore;
        }
        return slope + divergence / size;
    }

    private boolean project(double size) {
        for (int k = 0; k < rank; k++) {
            steppedLogMasses[k] = logMasses[k] - size * bestMassGradient[k];
            scaling[k] = size * q.potentials[k];
            scaling[rank + k] = size * r.potentials[k];
        }
        double value = scale(scaling);
        for (int round = 0; round < MOST_PROJECTIONS; round++) {
            if (!goOn.getAsBoolean()) {
                return false;
            }
            double error = 0;
            double largest = 0;
            double slope = 0;
            for (int k = 0; k < rank; k++) {
                slopes[k] = masses[k] - q.columnSum(k);
                slopes[rank + k] = masses[k] - r.columnSum(k);
                double part = Math.abs(slopes[k]) + Math.abs(slopes[rank + k]);
                error += part;
                largest = Math.max(largest, part / masses[k]);
            }
            // The potentials of components without much mass have to be right too.
            if (error <= accuracy && largest <= PART_OF_COMPONENT || !direction(error)) {
                break;
            }
            for (int k = 0; k < 2 * rank; k++) {
                slope += slopes[k] * direction[k];
            }
            double length = 1;
            double next;
            do {
                for (int k = 0; k < 2 * rank; k++) {
                    trial[k] = scaling[k] + length * direction[k];
                }
                next = scale(trial);
                length /= 2;
            } while (!(next <= value - ARMIJO * 2 * length * slope + ROUNDING * (1 + Math.abs(value))) && length > LEAST_LENGTH);
            value = next;
            System.arraycopy(trial, 0, scaling, 0, 2 * rank);
        }
        for (int k = 0; k < rank; k++) {
            masses[k] = (q.columnSum(k) + r.columnSum(k)) / 2;
        }
        return true;
    }

    /** Scales both factors and the masses, whose sum is 1; returns the convex function whose least value belongs to the projection. */
    private double scale(double[] logScaling) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < rank; k++) {
            masses[k] = Math.max(steppedLogMasses[k] - logScaling[k] - logScaling[rank + k], Factor.LEAST_LOGARITHM);
            largest = Math.max(largest, masses[k]);
        }
        double sum = 0;
        for (int k = 0; k < rank; k++) {
            masses[k] = Math.exp(masses[k] - largest);
            sum += masses[k];
        }
        for (int k = 0; k < rank; k++) {
            masses[k] /= sum;
        }
        return q.scaleRows(logScaling, 0) + r.scaleRows(logScaling, rank) + largest + Math.log(sum);
    }

    /** Newton's direction, by a matrix that is made definite by a part of its diagonal as small as the error. */
    private boolean direction(double error) {
        int order = 2 * rank;
        for (double shift = Math.max(SHIFT * error, LEAST_SHIFT); shift < 1; shift *= 100) {
            Arrays.fill(curvature, 0);
            q.addCurvature(curvature, 0, order);
            r.addCurvature(curvature, rank, order);
            for (int k = 0; k < rank; k++) {
                for (int l = 0; l < rank; l++) {
                    double entry = (k == l ? masses[k] : 0) - masses[k] * masses[l];
                    curvature[(rank + k) * order + l] += entry;
                    if (l <= k) {
                        curvature[k * order + l] += entry;
                        curvature[(rank + k) * order + rank + l] += entry;
                    }
                }
                curvature[k * order + k] += shift * (masses[k] + q.columnSum(k));
                curvature[(rank + k) * order + rank + k] += shift * (masses[k] + r.columnSum(k));
            }
            System.arraycopy(slopes, 0, direction, 0, order);
            if (blas.dpotrf(Triangle.LOWER, order, curvature, 0, order) == 0) {
                blas.dpotrs(Triangle.LOWER, order, 1, curvature, 0, order, direction, 0, 1);
                return true;
            }
        }
        return false;
    }

    private void accept() {
        for (int k = 0; k < rank; k++) {
            nextLogMasses[k] = Math.max(Math.log(masses[k]), Factor.LEAST_LOGARITHM);
        }
        q.accept(nextLogMasses);
        r.accept(nextLogMasses);
        double[] swap = logMasses;
        logMasses = nextLogMasses;
        nextLogMasses = swap;
    }

    private void remember() {
        bestQ.take(q);
        bestR.take(r);
        System.arraycopy(massGradient, 0, bestMassGradient, 0, rank);
    }

    private void forget() {
        q.take(bestQ);
        r.take(bestR);
        double[] swap = logMasses;
        logMasses = nextLogMasses;
        nextLogMasses = swap;
    }

    /** Computes gradients, objective and marginal error of the present factors. */
    private void evaluate() {
        r.divided(logMasses, divided);
        costs.times(divided, rank, q.gradient);
        q.divided(logMasses, otherDivided);
        costs.transposedTimes(otherDivided, rank, r.gradient);
        Arrays.fill(massGradient, 0);
        objective = 0;
        for (int i = 0; i < q.points; i++) {
            for (int k = 0; k < rank; k++) {
                massGradient[k] -= otherDivided[i * rank + k] * q.gradient[i * rank + k];
            }
        }
        double[] sourceSums = new double[rank];
        double[] targetSums = new double[rank];
        q.columnSums(sourceSums);
        r.columnSums(targetSums);
        marginalError = q.rowError() + r.rowError();
        for (int k = 0; k < rank; k++) {
            double mass = Math.exp(logMasses[k]);
            objective -= mass * massGradient[k];
            marginalError += Math.abs(sourceSums[k] - mass) + Math.abs(targetSums[k] - mass);
        }
        if (epsilon > 0) {
            q.addEntropyGradient(epsilon);
            r.addEntropyGradient(epsilon);
            objective += epsilon * (q.entropy() + r.entropy());
            for (int k = 0; k < rank; k++) {
                massGradient[k] += epsilon * logMasses[k];
                objective += epsilon * Math.exp(logMasses[k]) * (logMasses[k] - 1);
            }
        }
    }

    /** The residual: the stationarity gap relative to the mean cost, or the error of the marginals if that is larger. */
    double residual() {
        double gap = bestQ.gap() + bestR.gap();
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < rank; k++) {
            gap += Math.exp(logMasses[k]) * bestMassGradient[k];
            least = Math.min(least, bestMassGradient[k] + bestQ.potentials[k] + bestR.potentials[k]);
        }
        return Math.max((gap - least) / Math.max(scale, Double.MIN_NORMAL), marginalError);
    }
}
