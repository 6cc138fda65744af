package org.stillpoint.transport.internal.instance;

import org.stillpoint.api.SolverException;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;

/** Computes the costs between all points, and keeps those between usable ones, row by row. */
final class CostTable {

    /** The parts that the rows are cut into, for whatever number of threads, so that the mean does not depend on it. */
    private static final int CHUNKS = 64;
    /** Tables of fewer entries are not worth sharing. */
    private static final int SHARE_FROM = 100_000;

    private final CostRows rows;
    private final UsablePoints source;
    private final UsablePoints target;
    private final int[] places;
    private final boolean natural;
    private final double[] costs;
    private final double[] largest = new double[CHUNKS];
    private final double[] sums = new double[CHUNKS];
    private final SolverException[] problems = new SolverException[CHUNKS];

    CostTable(CostRows rows, UsablePoints source, UsablePoints target) {
        this.rows = rows;
        this.source = source;
        this.target = target;
        places = source.places();
        natural = target.natural();
        costs = new double[source.size() * target.size()];
    }

    double[] costs() {
        return costs;
    }

    /**
     * Computes all costs; answers what their units are.
     *
     * @throws SolverException if one is not finite
     */
    CostUnits fill(ThreadTeam team) throws SolverException {
        run(team, this::fill);
        for (SolverException problem : problems) {
            if (problem != null) {
                throw problem;
            }
        }
        double sum = VectorKernels.sum(sums, 0, CHUNKS);
        return new CostUnits(VectorKernels.max(largest, 0, CHUNKS), sum / source.all());
    }

    /** Divides all costs by a scale. */
    void divide(double scale, ThreadTeam team) {
        if (scale != 1) {
            run(team, chunk -> {
                int to = start(chunk + 1, costs.length);
                for (int k = start(chunk, costs.length); k < to; k++) {
                    costs[k] /= scale;
                }
            });
        }
    }

    private void run(ThreadTeam team, ThreadTeam.Task task) {
        if ((long) source.all() * target.all() >= SHARE_FROM) {
            team.run(task, CHUNKS);
        } else {
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                task.run(chunk);
            }
        }
    }

    private static int start(int chunk, int elements) {
        return (int) ((long) elements * chunk / CHUNKS);
    }

    private void fill(int chunk) {
        int columns = target.all();
        double[] row = new double[natural ? 0 : columns];
        int to = start(chunk + 1, source.all());
        for (int i = start(chunk, source.all()); i < to && problems[chunk] == null; i++) {
            int place = places[i];
            boolean direct = natural && place >= 0;
            if (!direct && row.length == 0) {
                row = new double[columns];
            }
            double[] all = direct ? costs : row;
            int offset = direct ? place * columns : 0;
            rows.row(i, all, offset);
            double largestOfRow = VectorKernels.maxAbs(all, offset, columns);
            if (!Double.isFinite(largestOfRow)) {
                problems[chunk] = notFinite(i, all, offset);
            }
            largest[chunk] = Math.max(largest[chunk], largestOfRow);
            sums[chunk] += VectorKernels.sum(all, offset, columns) / columns;
            if (!direct && place >= 0) {
                int[] indices = target.indices();
                for (int j = 0; j < indices.length; j++) {
                    costs[place * indices.length + j] = row[indices[j]];
                }
            }
        }
    }

    private static SolverException notFinite(int source, double[] row, int offset) {
        int target = 0;
        while (Double.isFinite(row[offset + target])) {
            target++;
        }
        return new SolverException("the cost from source point " + source + " to target point " + target + " is " + row[offset + target]
                + "; expected a finite number");
    }
}
