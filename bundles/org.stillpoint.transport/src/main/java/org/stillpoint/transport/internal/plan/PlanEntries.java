package org.stillpoint.transport.internal.plan;

import java.util.Arrays;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.transport.internal.instance.TransportInstance;

/** Collects the entries of a sparse plan, in any order; entries of the same place add up. */
public final class PlanEntries {

    private int[] rows;
    private int[] columns;
    private double[] values;
    private int count;

    /** Room for so many entries at first. */
    public PlanEntries(int capacity) {
        rows = new int[Math.max(capacity, 4)];
        columns = new int[rows.length];
        values = new double[rows.length];
    }

    /** Adds mass that goes from a source point to a target point; nothing if it is not positive. */
    public void add(int source, int target, double mass) {
        if (!(mass > 0)) {
            return;
        }
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
            columns = Arrays.copyOf(columns, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        rows[count] = source;
        columns[count] = target;
        values[count++] = mass;
    }

    /** The number of entries added. */
    public int count() {
        return count;
    }

    /** The source point of an entry. */
    public int source(int entry) {
        return rows[entry];
    }

    /** The target point of an entry. */
    public int target(int entry) {
        return columns[entry];
    }

    /** The mass of an entry. */
    public double mass(int entry) {
        return values[entry];
    }

    /** The same entries over all points of a problem, these being over the usable ones. */
    public PlanEntries all(TransportInstance instance) {
        PlanEntries all = new PlanEntries(count);
        for (int entry = 0; entry < count; entry++) {
            all.add(instance.sourcePoints()[rows[entry]], instance.targetPoints()[columns[entry]], values[entry]);
        }
        return all;
    }

    /** The plan, its rows rising in each column. */
    public DMatrixSparseCSC matrix(int sources, int targets) {
        int[] byRow = sortedBy(rows, sources, null);
        int[] order = sortedBy(columns, targets, byRow);
        DMatrixSparseCSC plan = new DMatrixSparseCSC(sources, targets, count);
        int length = 0;
        int column = 0;
        for (int entry : order) {
            while (column < columns[entry]) {
                plan.col_idx[++column] = length;
            }
            boolean again = length > plan.col_idx[column] && plan.nz_rows[length - 1] == rows[entry];
            if (again) {
                plan.nz_values[length - 1] += values[entry];
            } else {
                plan.nz_rows[length] = rows[entry];
                plan.nz_values[length++] = values[entry];
            }
        }
        while (column < targets) {
            plan.col_idx[++column] = length;
        }
        plan.nz_length = length;
        plan.indicesSorted = true;
        return plan;
    }

    /** The entries in a rising order of keys; where these are equal, in the order given. */
    private int[] sortedBy(int[] keys, int bound, int[] order) {
        int[] starts = new int[bound + 1];
        for (int entry = 0; entry < count; entry++) {
            starts[keys[entry] + 1]++;
        }
        for (int key = 0; key < bound; key++) {
            starts[key + 1] += starts[key];
        }
        int[] sorted = new int[count];
        for (int k = 0; k < count; k++) {
            int entry = order == null ? k : order[k];
            sorted[starts[keys[entry]]++] = entry;
        }
        return sorted;
    }
}
