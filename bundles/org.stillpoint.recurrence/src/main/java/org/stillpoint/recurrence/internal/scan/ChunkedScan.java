package org.stillpoint.recurrence.internal.scan;

import java.util.function.BooleanSupplier;
import org.stillpoint.numerics.parallel.ThreadTeam;

/** A sequence of affine maps in chunks of nearly equal length, with what their compositions need. */
final class ChunkedScan {

    private final AffineMaps maps;
    private final BlockMatrices products;
    private final int number;
    private final int size;
    private final int entries;
    /** For each chunk its matrix P, and the one that it becomes with the next step. */
    private final double[] matrices;
    private final double[] spare;
    /** For each chunk its vector q, and the one that it becomes. */
    private final double[] vectors;
    private final double[] spareVectors;
    /** For each chunk the state before it. */
    private final double[] carries;

    ChunkedScan(AffineMaps maps, int number) {
        this.maps = maps;
        this.number = number;
        products = maps.products();
        size = products.size();
        entries = products.entries();
        matrices = new double[Math.multiplyExact(number, entries)];
        spare = new double[number * entries];
        vectors = new double[number * size];
        spareVectors = new double[number * size];
        carries = new double[number * size];
    }

    private int start(int chunk) {
        return (int) ((long) maps.count() * chunk / number);
    }

    boolean run(double[] initial, int initialOffset, ThreadTeam team, BooleanSupplier proceed) {
        System.arraycopy(initial, initialOffset, carries, 0, size);
        int longest = (maps.count() + number - 1) / number;
        int composed = AffineScan.round(maps, (1.0 + products.block()) * number);
        for (int from = 0; from < longest; from += composed) {
            if (!proceed.getAsBoolean()) {
                return false;
            }
            int begin = from;
            team.run(chunk -> {
                if (chunk == 0) {
                    AffineScan.run(maps, carries, 0, 0, begin, Math.min(begin + composed, start(1)));
                } else {
                    compose(chunk, start(chunk) + begin, Math.min(start(chunk) + begin + composed, start(chunk + 1)));
                }
            }, number - 1);
        }
        carry();
        int round = AffineScan.round(maps, number);
        for (int from = 0; from < longest; from += round) {
            if (!proceed.getAsBoolean()) {
                return false;
            }
            int begin = from;
            int end = from + round;
            team.run(other -> {
                int chunk = other + 1;
                int start = start(chunk);
                AffineScan.run(maps, carries, chunk * size, start, start + begin, Math.min(start + end, start(chunk + 1)));
            }, number - 1);
        }
        return true;
    }

    /** Goes on with the composition of a chunk. */
    private void compose(int chunk, int from, int to) {
        int vector = chunk * size;
        int matrix = chunk * entries;
        int u = from;
        if (from == start(chunk) && from < to) {
            maps.copyMatrix(from, matrices, matrix);
            System.arraycopy(maps.values(), maps.valueAt(from), vectors, vector, size);
            u++;
        }
        for (; u < to; u++) {
            maps.compose(u, matrices, matrix, spare, matrix);
            System.arraycopy(spare, matrix, matrices, matrix, entries);
            System.arraycopy(maps.values(), maps.valueAt(u), spareVectors, vector, size);
            maps.advance(u, vectors, vector, spareVectors, vector);
            System.arraycopy(spareVectors, vector, vectors, vector, size);
        }
    }

    private void carry() {
        System.arraycopy(maps.values(), maps.valueAt(start(1) - 1), carries, size, size);
        for (int chunk = 1; chunk < number - 1; chunk++) {
            int next = (chunk + 1) * size;
            System.arraycopy(vectors, chunk * size, carries, next, size);
            maps.applyProduct(matrices, chunk * entries, carries, chunk * size, carries, next);
        }
    }
}
