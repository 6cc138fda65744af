package org.stillpoint.recurrence.internal.scan;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import org.stillpoint.numerics.parallel.ThreadTeam;

/** Loops over independent indices, spread over threads, with a question from time to time whether to go on. */
public final class ParallelLoop {

    /** About how many operations there are between two questions: a millisecond of one thread. */
    public static final int ROUND = 1 << 20;
    /** How many parts a round has, for threads to take. */
    private static final int PARTS = 16;

    private ParallelLoop() {
    }

    /**
     * Runs a loop.
     *
     * @param operations about how many floating-point operations an index takes
     * @param proceed asked by the calling thread
     * @return false if the answer was no; some indices are then missing
     */
    public static boolean run(int count, double operations, ThreadTeam team, BooleanSupplier proceed, IntConsumer body) {
        return parts(count, operations, team, proceed, (part, from, to) -> {
            for (int i = from; i < to; i++) {
                body.accept(i);
            }
        });
    }

    /**
     * The largest value over all indices, at least 0; NaN if one is NaN, or if {@code proceed} said no.
     *
     * @param body the value of an index
     */
    public static double largest(int count, double operations, ThreadTeam team, BooleanSupplier proceed, IntToDoubleFunction body) {
        double[] largest = new double[PARTS];
        boolean done = parts(count, operations, team, proceed, (part, from, to) -> {
            double value = largest[part];
            for (int i = from; i < to; i++) {
                value = Math.max(value, body.applyAsDouble(i));
            }
            largest[part] = value;
        });
        return done ? Arrays.stream(largest).reduce(0, Math::max) : Double.NaN;
    }

    /** A part of a loop. */
    @FunctionalInterface
    private interface Part {

        void run(int part, int from, int to);
    }

    private static boolean parts(int count, double operations, ThreadTeam team, BooleanSupplier proceed, Part body) {
        int length = (int) Math.max(1, ROUND / PARTS / (operations + 10));
        for (int first = 0; first < count; first += PARTS * length) {
            if (!proceed.getAsBoolean()) {
                return false;
            }
            int from = first;
            int left = Math.min(count - first, PARTS * length);
            // Few indices are shared out evenly.
            int each = Math.min(length, (left + PARTS - 1) / PARTS);
            team.run(part -> body.run(part, from + part * each, from + Math.min(left, (part + 1) * each)), (left + each - 1) / each);
        }
        return true;
    }
}
