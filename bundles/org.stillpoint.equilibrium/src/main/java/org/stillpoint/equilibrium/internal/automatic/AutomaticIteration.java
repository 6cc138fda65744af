package org.stillpoint.equilibrium.internal.automatic;

import org.stillpoint.equilibrium.internal.chord.ChosenChordMethod;
import org.stillpoint.equilibrium.internal.run.SampleIteration;
import org.stillpoint.equilibrium.internal.run.Session;

/**
 * Plain iterations of a sample until its residual falls too slowly, then accelerated ones. Where these do not halve the residual in many
 * iterations, damped ones go on from the best state.
 */
final class AutomaticIteration implements SampleIteration {

    /** The evaluations after which it is looked how fast the residual falls. */
    private static final int WATCHED = 4;
    /** So many more plain evaluations are waited for. */
    private static final double PATIENCE = 12;
    /** A residual whose logarithm falls by this factor faster each time converges faster than linearly. */
    private static final double ORDER = 1.5;
    /** The iterations in which an accelerated iteration has to halve the residual. */
    private static final int HALVING = 100;
    private static final double DAMPING = .5;

    private final Session session;
    private final SampleIteration accelerated;
    private final double[] best;
    private double bestResidual = Double.POSITIVE_INFINITY;
    private double last = Double.NaN;
    private double beforeLast = Double.NaN;
    private double halved = Double.POSITIVE_INFINITY;
    private int evaluations;
    private int since;
    private Phase phase = Phase.PLAIN;

    private enum Phase {
        PLAIN, ACCELERATED, DAMPED
    }

    /** An iteration that goes over to another one. */
    AutomaticIteration(int size, SampleIteration accelerated, Session session) {
        this.accelerated = accelerated;
        this.session = session;
        best = new double[size];
    }

    @Override
    public boolean advance(double[] state, double[] image, double residual) {
        evaluations++;
        if (residual < bestResidual) {
            bestResidual = residual;
            System.arraycopy(state, 0, best, 0, best.length);
        }
        if (phase == Phase.PLAIN && evaluations >= WATCHED && !isFastEnough(residual)) {
            phase = Phase.ACCELERATED;
            session.count(ChosenChordMethod.SWITCHES, 1);
            session.warn("samples whose residual fell too slowly went on with Anderson acceleration");
        }
        beforeLast = last;
        last = residual;
        return switch (phase) {
            case PLAIN -> {
                System.arraycopy(image, 0, state, 0, state.length);
                yield false;
            }
            case ACCELERATED -> accelerate(state, image, residual);
            case DAMPED -> damp(state, image);
        };
    }

    private boolean isFastEnough(double residual) {
        double fall = Math.log(residual / last);
        double predicted = fall < 0 ? Math.log(session.tolerance() / residual) / fall : Double.POSITIVE_INFINITY;
        return predicted <= PATIENCE || fall < ORDER * Math.log(last / beforeLast) && fall < 0 && last < beforeLast;
    }

    private boolean accelerate(double[] state, double[] image, double residual) {
        since++;
        if (residual <= .5 * halved) {
            halved = residual;
            since = 0;
        } else if (since >= HALVING) {
            phase = Phase.DAMPED;
            session.count("fallbacks", 1);
            session.warn("samples that Anderson acceleration did not help went on with damped iterations");
            System.arraycopy(best, 0, state, 0, state.length);
            return false;
        }
        return accelerated.advance(state, image, residual);
    }

    private static boolean damp(double[] state, double[] image) {
        for (int k = 0; k < state.length; k++) {
            state[k] += DAMPING * (image[k] - state[k]);
        }
        return false;
    }
}
