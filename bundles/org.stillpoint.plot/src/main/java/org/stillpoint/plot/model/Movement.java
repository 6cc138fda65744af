package org.stillpoint.plot.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.problem.transport.Measure;

/**
 * Mass that a transport plan moves from one point to another.
 *
 * @param source the index of the source point
 * @param target the index of the target point
 * @param mass the mass, positive
 */
public record Movement(int source, int target, double mass) {

    /** All movements of a plan, column after column; of a dense plan those above a millionth of a millionth of the largest. */
    public static List<Movement> of(DMatrix plan) {
        List<Movement> movements = new ArrayList<>();
        if (plan instanceof DMatrixSparseCSC sparse) {
            for (int column = 0; column < sparse.numCols; column++) {
                for (int entry = sparse.col_idx[column]; entry < sparse.col_idx[column + 1]; entry++) {
                    if (sparse.nz_values[entry] > 0) {
                        movements.add(new Movement(sparse.nz_rows[entry], column, sparse.nz_values[entry]));
                    }
                }
            }
            return movements;
        }
        DMatrixRMaj dense = (DMatrixRMaj) plan;
        double largest = 0;
        for (int k = 0; k < dense.getNumElements(); k++) {
            largest = Math.max(largest, dense.data[k]);
        }
        for (int column = 0; column < dense.numCols; column++) {
            for (int row = 0; row < dense.numRows; row++) {
                if (dense.get(row, column) > 1e-12 * largest) {
                    movements.add(new Movement(row, column, dense.get(row, column)));
                }
            }
        }
        return movements;
    }

    /** The movements that lead from one place to another, not to a target point of the same coordinates. */
    public static List<Movement> elsewhere(List<Movement> movements, Measure source, Measure target) {
        return movements.stream().filter(movement -> !movement.stays(source.points(), target.points())).toList();
    }

    private boolean stays(DMatrixRMaj sources, DMatrixRMaj targets) {
        for (int k = 0; k < sources.numCols && k < targets.numCols; k++) {
            if (sources.get(source, k) != targets.get(target, k)) {
                return false;
            }
        }
        return sources.numCols > 0 && sources.numCols == targets.numCols;
    }

    /** The largest movements, the largest first; of equal ones those that come first. */
    public static List<Movement> largest(List<Movement> movements, int most) {
        return movements.stream().sorted(Comparator.comparingDouble(movement -> -movement.mass())).limit(most).toList();
    }
}
