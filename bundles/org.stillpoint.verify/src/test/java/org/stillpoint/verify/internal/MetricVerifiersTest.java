package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.Clustering;
import org.stillpoint.api.problem.CorrelationClusteringProblem;
import org.stillpoint.api.problem.CycleInequalities;
import org.stillpoint.api.problem.MetricNearnessProblem;
import org.stillpoint.api.problem.NearestMetric;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.testing.Verification;

/** Nearest metrics and correlation clusterings of three points, whose answers are known. */
class MetricVerifiersTest {

    private static final VerificationContext CONTEXT = Verification.context(1e-12);

    /** 1, 5, 1 becomes 2, 4, 2: the long side exceeds the path by 3, and each of the three gives way by 1. */
    private static final MetricNearnessProblem NEARNESS = new MetricNearnessProblem(triangle(1, 5, 1));
    private static final CycleInequalities LONG_SIDE = inequality(1, 0, 1, 2);

    private static DMatrixRMaj triangle(double first, double second, double third) {
        return new DMatrixRMaj(new double[][] {{0, first, second}, {first, 0, third}, {second, third, 0}});
    }

    private static CycleInequalities inequality(double multiplier, int... path) {
        return new CycleInequalities(new int[] {0, path.length}, path, new double[] {multiplier});
    }

    private static Certificate nearness(DMatrixRMaj distances, CycleInequalities inequalities) {
        return new MetricNearnessVerifier().verify(NEARNESS,
                Solution.of(Status.CONVERGED, new NearestMetric(distances, inequalities)).residual(0, 1).build(), CONTEXT);
    }

    @Test
    void theNearestMetricHolds() {
        Certificate certificate = nearness(triangle(2, 4, 2), LONG_SIDE);
        assertTrue(certificate.holds(), certificate.toString());
        assertEquals(3, certificate.quantities().get(Certificate.OBJECTIVE));
        assertEquals(0, certificate.quantities().get("gap"));
    }

    @Test
    void othersAreNotTheNearest() {
        assertFalse(nearness(triangle(1, 5, 1), inequality(0, 0, 1, 2)).holds(), "no metric");
        assertFalse(nearness(triangle(2.5, 4, 1.5), LONG_SIDE).holds(), "not where the multiplier pulls");
        assertFalse(nearness(triangle(3, 3, 3), inequality(2, 0, 1, 2)).holds(), "a loose inequality");
        assertFalse(nearness(triangle(2, 4, 2), inequality(1, 0, 1, 3)).holds(), "no such point");
        assertFalse(nearness(new DMatrixRMaj(new double[][] {{0, 2, 4}, {2, 0, 2}, {4 + 1e-9, 2, 0}}), LONG_SIDE).holds(), "not symmetric");
        assertFalse(nearness(triangle(2, Double.NaN, 2), LONG_SIDE).holds());
        assertFalse(nearness(new DMatrixRMaj(2, 2), LONG_SIDE).holds());
    }

    /** The friend of two who do not get along: every clustering costs at least 1, as x_12 - x_01 - x_02 &lt;= 0 shows. */
    private static final CorrelationClusteringProblem FRIENDS = new CorrelationClusteringProblem(triangle(1, 2, -1));

    private static Certificate clustering(int[] labels, DMatrixRMaj distances, CycleInequalities inequalities) {
        return new CorrelationClusteringVerifier().verify(FRIENDS,
                Solution.of(Status.CONVERGED, new Clustering(labels, distances, inequalities)).residual(0, 1).build(), CONTEXT);
    }

    @Test
    void theCostOfClustersIsBounded() {
        CycleInequalities bound = inequality(1, 1, 0, 2);
        Certificate best = clustering(new int[] {0, 1, 0}, triangle(1, 0, 1), bound);
        assertTrue(best.holds(), best.toString());
        assertEquals(1, best.quantities().get("lower bound"));
        assertEquals(0, best.quantities().get("gap"));
        Certificate worse = clustering(new int[] {0, 1, 2}, triangle(1, 0, 1), bound);
        assertTrue(worse.holds());
        assertEquals(2, worse.quantities().get("gap"));
        assertFalse(clustering(new int[] {0, 1, 0}, triangle(1, 0, 1), inequality(.5, 1, 0, 2)).holds(), "a bound that is too low");
        assertFalse(clustering(new int[] {0, 1, 0}, triangle(.4, .4, 1), bound).holds(), "no metric");
        assertFalse(clustering(new int[] {0, 1, 0}, triangle(2, 0, 2), bound).holds(), "too far");
        assertFalse(clustering(new int[] {0, 1}, triangle(1, 0, 1), bound).holds(), "a point without a cluster");
    }
}
