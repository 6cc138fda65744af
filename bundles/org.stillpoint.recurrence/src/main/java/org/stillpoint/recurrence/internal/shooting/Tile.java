package org.stillpoint.recurrence.internal.shooting;

import java.util.Arrays;
import org.stillpoint.recurrence.internal.run.Stretch;

/** The steps of lanes that {@link StepTiles} run next, and their inputs; set anew for every tile. */
final class Tile {

    /** The inputs of all steps. */
    final double[] inputs;
    /** The numbers of the lanes. */
    final int[] lane;
    /** Where among the inputs that of the first step of each lane begins. */
    final int[] from;
    /** How many steps each lane still has; what follows them is of no use. */
    final int[] remaining;
    /** How many lanes there are. */
    int lanes;
    /** How many steps. */
    int steps;
    /** The steps that the lanes have behind them; -1 for the step before their first one. */
    int position;

    private final int inputSize;

    /** A tile of up to so many lanes. */
    Tile(Stretch stretch, int lanes) {
        inputs = stretch.input;
        inputSize = stretch.inputSize();
        lane = new int[lanes];
        from = new int[lanes];
        remaining = new int[lanes];
    }

    /** Whether no lane ends within the tile. */
    boolean isFull() {
        for (int i = 0; i < lanes; i++) {
            if (remaining[i] < steps) {
                return false;
            }
        }
        return true;
    }

    /** How many steps of the tile a lane has. */
    int stepsOf(int lane) {
        return Math.min(steps, remaining[lane]);
    }

    /** Copies the inputs of some of the lanes: those of step s of lane i to {@code (s * lanes + i)} times their number. */
    void gather(int firstLane, int endLane, double[] target) {
        for (int i = firstLane; i < endLane; i++) {
            for (int s = 0; s < steps; s++) {
                int to = (s * lanes + i) * inputSize;
                if (s >= remaining[i]) {
                    Arrays.fill(target, to, to + inputSize, 0);
                    continue;
                }
                int source = from[i] + s * inputSize;
                for (int j = 0; j < inputSize; j++) {
                    target[to + j] = inputs[source + j];
                }
            }
        }
    }

    /** Copies inputs as {@link #gather(int, int, double[])} does, rounded to single precision. */
    void gather(int firstLane, int endLane, float[] target) {
        for (int i = firstLane; i < endLane; i++) {
            for (int s = 0; s < steps; s++) {
                int to = (s * lanes + i) * inputSize;
                if (s >= remaining[i]) {
                    Arrays.fill(target, to, to + inputSize, 0);
                    continue;
                }
                int source = from[i] + s * inputSize;
                for (int j = 0; j < inputSize; j++) {
                    target[to + j] = (float) inputs[source + j];
                }
            }
        }
    }
}
