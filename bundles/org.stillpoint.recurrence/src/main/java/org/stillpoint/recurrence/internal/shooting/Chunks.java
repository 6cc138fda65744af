package org.stillpoint.recurrence.internal.shooting;

import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * The steps of each sequence of a stretch cut into chunks of equal length, the last one shorter. Chunk c of sequence b is lane
 * {@code b * perSequence + c}.
 */
final class Chunks {

    /** Chunks this long are told apart by the sets of a cache. */
    private static final int LONG = 256;
    private static final int LINE_VALUES = 8;

    /** The number of chunks of each sequence. */
    final int perSequence;
    /** The number of steps of a chunk. */
    final int length;

    private final Stretch stretch;

    /**
     * Cuts a stretch.
     *
     * @param lanes about how many chunks there are to be in all sequences together
     */
    Chunks(Stretch stretch, int lanes) {
        this.stretch = stretch;
        int wanted = Math.max(1, Math.min(lanes / stretch.batch, stretch.steps));
        length = spread((stretch.steps + wanted - 1) / wanted, stretch.size(), wanted);
        perSequence = (stretch.steps + length - 1) / length;
    }

    /**
     * The next length that puts the states of all lanes at the same step into different sets of a cache: an odd number of lines apart.
     * With powers of two they would all fall into one set and drive each other out.
     */
    private static int spread(int length, int size, int wanted) {
        if (length < LONG || wanted == 1) {
            return length;
        }
        int line = Math.max(1, LINE_VALUES / Integer.lowestOneBit(size));
        int lines = (length + line - 1) / line;
        return line * (lines | 1);
    }

    /** The number of all lanes. */
    int lanes() {
        return stretch.batch * perSequence;
    }

    /** The sequence of a lane. */
    int sequence(int lane) {
        return lane / perSequence;
    }

    /** Whether a lane is the first of its sequence, whose initial state is known. */
    boolean first(int lane) {
        return lane % perSequence == 0;
    }

    /** The first step of a lane. */
    int from(int lane) {
        return lane % perSequence * length;
    }

    /** The step after the last one of a lane. */
    int to(int lane) {
        return Math.min(stretch.steps, from(lane) + length);
    }
}
