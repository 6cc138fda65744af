package org.stillpoint.equilibrium.internal.training;

import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.gradient.Linearisation;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.run.Session;
import org.stillpoint.numerics.random.RandomStream;

/**
 * The penalty w |J'e|^2 / d of each sample, where J is df/dz at its state and e random signs, and its derivatives. With g = J'e, the
 * derivative of |g|^2 is 2 e'(dJ) g, twice that of the directional derivative of e'f along g: a central difference of vector-Jacobian products
 * at z + h g and z - h g, exact up to some 1e-10 for smooth layers.
 */
final class JacobianPenalty {

    private static final double STEP = 0x1p-17;

    private final Layer layer;
    private final Samples inputs;
    private final double[] states;
    private final double weight;
    private final Session session;

    JacobianPenalty(Layer layer, Samples inputs, double[] states, double weight, Session session) {
        this.layer = layer;
        this.inputs = inputs;
        this.states = states;
        this.weight = weight;
        this.session = session;
    }

    /**
     * Adds derivatives of the penalty of all samples.
     *
     * @param linearisation that at the states
     * @param cotangent receives those by the states
     * @param sums receives those by the layer's arrays
     * @return the penalty
     */
    double add(Linearisation linearisation, RandomStream random, double[] cotangent, double[][] sums) {
        int size = layer.shape().state();
        double[] signs = new double[states.length];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = random.nextInt(2) == 0 ? -1 : 1;
        }
        double[] products = new double[states.length];
        linearisation.addTransposedProducts(signs, products);
        double penalty = 0;
        double[] lengths = new double[inputs.count()];
        for (int sample = 0; sample < inputs.count(); sample++) {
            double square = 0;
            double largest = 0;
            double scale = 1;
            for (int k = sample * size; k < (sample + 1) * size; k++) {
                square += products[k] * products[k];
                largest = Math.max(largest, Math.abs(products[k]));
                scale = Math.max(scale, Math.abs(states[k]));
            }
            penalty += weight * square / size;
            lengths[sample] = largest == 0 ? 0 : STEP * scale / largest;
        }
        addSide(1, signs, products, lengths, cotangent, sums);
        addSide(-1, signs, products, lengths, cotangent, sums);
        return penalty;
    }

    private void addSide(int side, double[] signs, double[] products, double[] lengths, double[] cotangent, double[][] sums) {
        int size = layer.shape().state();
        double[] moved = states.clone();
        double[] scaled = new double[states.length];
        for (int i = 0; i < moved.length; i++) {
            double length = lengths[i / size];
            moved[i] += side * length * products[i];
            scaled[i] = length == 0 ? 0 : side * weight * signs[i] / (size * length);
        }
        Linearisation there = new Linearisation(layer, inputs, moved, session);
        there.addTransposedProducts(scaled, cotangent);
        there.addDerivatives(scaled, new double[inputs.values().length], sums);
    }
}
