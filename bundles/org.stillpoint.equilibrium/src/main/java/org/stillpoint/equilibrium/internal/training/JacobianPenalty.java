package org.stillpoint.equilibrium.internal.training;

import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingPlan;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.gradient.Linearisation;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.run.Session;
import org.stillpoint.numerics.random.RandomStream;

/**
 * The penalties w |J'e|^2 / d and w |(J - J')e|^2 / d of each sample, where J is df/dz at its state and e random signs, and their
 * derivatives. With g = J'e, that of |g|^2 is 2 e'(dJ) g; with s = (J - J')e, that of |s|^2 is 2 s'(dJ) e - 2 e'(dJ) s. Such a u'(dJ) v
 * is a directional derivative of the derivatives of u'f along v: a central difference of vector-Jacobian products at z + h v and z - h v,
 * exact up to some 1e-10 for smooth layers.
 */
final class JacobianPenalty {

    private static final double STEP = 0x1p-17;

    private final Layer layer;
    private final Samples inputs;
    private final double[] states;
    private final EquilibriumTrainingPlan plan;
    private final Session session;
    private final int size;

    JacobianPenalty(Layer layer, Samples inputs, double[] states, EquilibriumTrainingPlan plan, Session session) {
        this.layer = layer;
        this.inputs = inputs;
        this.states = states;
        this.plan = plan;
        this.session = session;
        size = layer.shape().state();
    }

    /**
     * Adds derivatives of the mean penalty of the samples.
     *
     * @param linearisation that at the states
     * @param cotangent receives those by the states
     * @param sums receives those by the layer's arrays
     * @return the mean penalty
     */
    double add(Linearisation linearisation, RandomStream random, double[] cotangent, double[][] sums) {
        double[] signs = new double[states.length];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = random.nextInt(2) == 0 ? -1 : 1;
        }
        double[] transposed = new double[states.length];
        linearisation.addTransposedProducts(signs, transposed);
        double penalty = 0;
        if (plan.jacobianPenalty() > 0) {
            double weight = plan.jacobianPenalty() / (size * (double) inputs.count());
            penalty += weight * square(transposed);
            addDifference(2 * weight, signs, transposed, cotangent, sums);
        }
        if (plan.asymmetryPenalty() > 0) {
            double weight = plan.asymmetryPenalty() / (size * (double) inputs.count());
            double[] skew = new double[states.length];
            linearisation.addProducts(signs, skew);
            for (int i = 0; i < skew.length; i++) {
                skew[i] -= transposed[i];
            }
            penalty += weight * square(skew);
            addDifference(2 * weight, skew, signs, cotangent, sums);
            addDifference(-2 * weight, signs, skew, cotangent, sums);
        }
        return penalty;
    }

    private static double square(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    /** Adds the derivatives of weight u'J v for rows u and v that stay as they are. */
    private void addDifference(double weight, double[] u, double[] v, double[] cotangent, double[][] sums) {
        double[] lengths = new double[inputs.count()];
        for (int sample = 0; sample < inputs.count(); sample++) {
            double largest = 0;
            double scale = 1;
            for (int k = sample * size; k < (sample + 1) * size; k++) {
                largest = Math.max(largest, Math.abs(v[k]));
                scale = Math.max(scale, Math.abs(states[k]));
            }
            lengths[sample] = largest == 0 ? 0 : STEP * scale / largest;
        }
        addSide(weight, 1, lengths, u, v, cotangent, sums);
        addSide(weight, -1, lengths, u, v, cotangent, sums);
    }

    private void addSide(double weight, int side, double[] lengths, double[] u, double[] v, double[] cotangent, double[][] sums) {
        double[] moved = states.clone();
        double[] scaled = new double[states.length];
        for (int i = 0; i < moved.length; i++) {
            double length = lengths[i / size];
            moved[i] += side * length * v[i];
            scaled[i] = length == 0 ? 0 : side * weight * u[i] / (2 * length);
        }
        Linearisation there = new Linearisation(layer, inputs, moved, session);
        there.addTransposedProducts(scaled, cotangent);
        there.addDerivatives(scaled, new double[inputs.values().length], sums);
    }
}
