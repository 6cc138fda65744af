package org.stillpoint.equilibrium.internal.chord;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Status;
import org.stillpoint.equilibrium.internal.layer.Lanes;
import org.stillpoint.equilibrium.internal.layer.dense.ActivatedLayer;
import org.stillpoint.equilibrium.internal.layer.dense.Activations;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableKernel;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * Rounds of {@link Corrections}, each followed by one evaluation in double precision. A sample begins with the chord that all share. Where
 * that does not halve its residual, or would take too long, it goes on from its best state with a chord of its own, and where that does not
 * help either, by plain iterations in double precision.
 */
final class CorrectedIteration {

    /** The counter of samples that went on by plain iterations in double precision. */
    static final String PLAIN = "plainSamples";

    /** A round lowers residuals by this factor: single precision, less a factor of a thousand for the errors that add up. */
    private static final double ROUND = 0x1p-14;
    /** The part of the tolerance that a last round aims at. */
    private static final double AIM = .9;
    /** So many iterations, and one more for each few components, of one sample take the time in which its own chord is made. */
    private static final int LEAST_OUTLOOK = 16;
    private static final int COMPONENTS = 4;

    /** Levels of a sample: the shared chord; its own one, each round that does not help a level; and plain iterations. */
    private static final int SHARED = 0;
    private static final int OWN = 1;
    private static final int DOUBLE = 21;

    private final ActiveSamples samples;
    private final ActivatedLayer layer;
    private final SplittableKernel kernel;
    private final Chord shared;
    private final boolean ownChords;
    private final Map<Integer, Chord> chordsOfSamples = new HashMap<>();
    private final Corrections corrections;
    private final double[] levels;
    private final double[] before;
    private final double[] waiting;
    private final double[] arguments;
    private final double[] image;
    private final double[] slopes;
    private final int[] spent;
    private final int outlook;

    /**
     * An iteration for samples of an activated layer.
     *
     * @param shared the chord of all samples
     * @param ownChords whether slow samples are given chords of their own
     */
    CorrectedIteration(ActiveSamples samples, Chord shared, boolean ownChords) {
        this.samples = samples;
        this.shared = shared;
        this.ownChords = ownChords;
        layer = (ActivatedLayer) samples.layer;
        kernel = (SplittableKernel) samples.kernel;
        corrections = new Corrections(layer.activation(), samples.size(), samples.capacity());
        levels = samples.panel(1);
        before = samples.panel(1);
        waiting = samples.panel(1);
        arguments = new double[ActivationIncrements.needsArgument(layer.activation()) ? samples.size() * samples.capacity() : 0];
        image = new double[samples.size()];
        slopes = new double[samples.size()];
        spent = new int[samples.capacity()];
        outlook = ownChords ? LEAST_OUTLOOK + samples.size() / COMPONENTS : Integer.MAX_VALUE;
    }

    void run() {
        Arrays.fill(before, Double.POSITIVE_INFINITY);
        beginAtZeros();
        while (samples.evaluate()) {
            for (int lane = 0; lane < samples.lanes(); lane++) {
                compare(lane);
            }
            if (arguments.length > 0) {
                kernel.combine(samples.states(), samples.drives(), samples.lanes(), arguments);
            }
            round();
        }
    }

    /** The image of zeros is that of the drive: the first round of samples that start there needs no product in double precision. */
    private void beginAtZeros() {
        int lanes = samples.lanes();
        for (int k = 0; k < samples.size(); k++) {
            for (int lane = 0; lane < lanes; lane++) {
                waiting[lane] = samples.states()[k * lanes + lane] == 0 ? waiting[lane] : 1;
            }
        }
        int length = samples.size() * lanes;
        System.arraycopy(samples.drives(), 0, samples.images(), 0, length);
        if (arguments.length > 0) {
            System.arraycopy(samples.drives(), 0, arguments, 0, length);
        }
        kernel.activate(samples.images(), samples.lanes());
        samples.keepStarts(waiting);
        round();
    }

    /**
     * A sample that a round did not help goes back to its best state; there it is evaluated once more, and then tries something else. From
     * its own chords it goes back only where they lead nowhere, as Newton's method may have to pass states of large residuals.
     */
    private void compare(int lane) {
        double residual = samples.residuals()[lane];
        waiting[lane] = 0;
        if (levels[lane] < DOUBLE && !(residual <= .5 * before[lane])) {
            boolean goesOn = levels[lane] >= OWN && levels[lane] < DOUBLE - 1 && residual < Double.POSITIVE_INFINITY;
            demote(lane);
            if (!goesOn && !(residual <= samples.bestResiduals()[lane])) {
                copy(samples.bestStates(), lane, samples.states());
                waiting[lane] = 1;
                before[lane] = Double.POSITIVE_INFINITY;
                return;
            }
        }
        before[lane] = residual;
    }

    /** Leaves a sample to another chord, or to none. */
    private void demote(int lane) {
        chordsOfSamples.remove(samples.sample(lane));
        levels[lane] = ownChords ? levels[lane] + 1 : DOUBLE;
        if (levels[lane] == DOUBLE) {
            samples.session().count(PLAIN, 1);
        }
    }

    /** Corrects all samples, each by its chord. */
    private void round() {
        Arrays.fill(spent, 0);
        corrections.begin();
        for (int lane = 0; lane < samples.lanes(); lane++) {
            if (levels[lane] == SHARED && waiting[lane] == 0) {
                add(lane);
            }
        }
        corrections.run(samples, arguments, shared, outlook, false, spent);
        for (int lane = 0; lane < samples.lanes(); lane++) {
            if (spent[lane] > 0) {
                demoteIfSlow(lane);
            } else if (levels[lane] >= OWN && levels[lane] < DOUBLE && waiting[lane] == 0) {
                correctAlone(lane);
            }
        }
        for (int lane = 0; lane < samples.lanes(); lane++) {
            if (spent[lane] > 0) {
                samples.attempt(lane);
            } else if (waiting[lane] == 0) {
                copy(samples.images(), lane, samples.states());
            }
        }
        samples.proceed(spent);
        for (int lane = 0; lane < samples.lanes(); lane++) {
            if (samples.evaluationsLeft(lane) <= 1) {
                samples.retire(lane, Status.ITERATION_LIMIT);
            }
        }
    }

    private void demoteIfSlow(int lane) {
        if (corrections.wasSlow(lane)) {
            demote(lane);
            before[lane] = Double.POSITIVE_INFINITY;
        }
    }

    /** Corrects a sample by the chord of its own derivative. */
    private void correctAlone(int lane) {
        Chord own = chordsOfSamples.computeIfAbsent(samples.sample(lane), sample -> makeOwn(lane));
        if (own == null) {
            demote(lane);
            return;
        }
        corrections.begin();
        add(lane);
        corrections.run(samples, arguments, own, outlook, true, spent);
        if (spent[lane] > 0) {
            demoteIfSlow(lane);
        }
    }

    private void add(int lane) {
        corrections.add(lane, ROUND, AIM * samples.bound(lane), samples.evaluationsLeft(lane) - 1);
    }

    /** The chord of the slopes at the image of a sample's state; null if there is none. */
    private Chord makeOwn(int lane) {
        Lanes.gather(samples.images(), lane, samples.lanes(), image);
        Activations.derivatives(layer.activation(), image, samples.size(), slopes);
        samples.session().count(Counter.FACTORISATIONS, 1);
        ThreadTeam alone = new ThreadTeam(Runnable::run, 1);
        ChordMatrix own = ChordMatrix.of(layer.weight(), slopes, samples.size(), Precision.DOUBLE, alone);
        return own == null ? null : Chord.of(own, alone);
    }

    private void copy(double[] from, int lane, double[] to) {
        for (int k = 0; k < samples.size(); k++) {
            int at = k * samples.lanes() + lane;
            to[at] = from[at];
        }
    }
}
