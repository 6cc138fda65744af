package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.CycleInequalities;

/** Distances between the pairs of some points: whether they are a metric, and what inequalities along paths say of them. */
final class SymmetricDistances {

    private final int points;
    private final DMatrixRMaj distances;

    private SymmetricDistances(DMatrixRMaj distances) {
        this.points = distances.numRows;
        this.distances = distances;
    }

    /** The distances of so many points, or null and a check that fails if they are none: wrong shape, not finite, not symmetric. */
    static SymmetricDistances of(DMatrixRMaj distances, int points, CertificateDraft draft) {
        if (distances.numRows != points || distances.numCols != points) {
            draft.atMost("rows and columns of the distances beyond or short of the points",
                    Math.max(Math.abs((double) distances.numRows - points), Math.abs((double) distances.numCols - points)), 0);
            return null;
        }
        if (!draft.usable("distances", distances.data, points * points)) {
            return null;
        }
        double asymmetry = 0;
        for (int i = 0; i < points; i++) {
            asymmetry = Math.max(asymmetry, Math.abs(distances.get(i, i)));
            for (int j = 0; j < i; j++) {
                asymmetry = Math.max(asymmetry, Math.abs(distances.get(i, j) - distances.get(j, i)));
            }
        }
        return draft.atMost("asymmetry of the distances, and their diagonal", asymmetry, 0) ? new SymmetricDistances(distances) : null;
    }

    /** Whether all vertices of the inequalities are points; where not, a check that fails says so. */
    static boolean fits(CycleInequalities inequalities, int points, CertificateDraft draft) {
        int wrong = 0;
        for (int vertex : inequalities.vertices()) {
            wrong += vertex < 0 || vertex >= points ? 1 : 0;
        }
        return wrong == 0 || draft.atMost("vertices that are no points", wrong, 0);
    }

    /** The largest x_ij - x_ik - x_kj; 0 for less than three points. */
    double violation() {
        double violation = 0;
        for (int i = 0; i < points; i++) {
            for (int j = 0; j < i; j++) {
                double direct = distances.get(i, j);
                for (int k = 0; k < points; k++) {
                    if (k != i && k != j) {
                        violation = Math.max(violation, direct - (distances.get(i, k) + distances.get(k, j)));
                    }
                }
            }
        }
        return violation;
    }

    /** By how much a path is longer than the direct distance. */
    double slack(CycleInequalities inequalities, int inequality) {
        PreciseSum slack = new PreciseSum();
        int last = inequalities.starts()[inequality + 1] - 1;
        int first = inequalities.starts()[inequality];
        int[] vertices = inequalities.vertices();
        slack.add(-distances.get(vertices[first], vertices[last]));
        for (int k = first; k < last; k++) {
            slack.add(distances.get(vertices[k], vertices[k + 1]));
        }
        return slack.value();
    }

    /** The sum of the inequalities' coefficients times multipliers, in the upper triangle of a matrix. */
    static DMatrixRMaj combination(CycleInequalities inequalities, int points) {
        DMatrixRMaj sum = new DMatrixRMaj(points, points);
        int[] vertices = inequalities.vertices();
        for (int inequality = 0; inequality < inequalities.count(); inequality++) {
            int last = inequalities.starts()[inequality + 1] - 1;
            int first = inequalities.starts()[inequality];
            double multiplier = inequalities.multipliers()[inequality];
            add(sum, vertices[first], vertices[last], multiplier);
            for (int k = first; k < last; k++) {
                add(sum, vertices[k], vertices[k + 1], -multiplier);
            }
        }
        return sum;
    }

    private static void add(DMatrixRMaj sum, int i, int j, double value) {
        sum.add(Math.min(i, j), Math.max(i, j), value);
    }
}
