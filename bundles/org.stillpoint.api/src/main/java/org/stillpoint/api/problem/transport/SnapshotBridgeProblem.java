package org.stillpoint.api.problem.transport;

import java.util.List;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * A Schroedinger bridge through snapshots of a population whose reference is known but for its parameters: an Ornstein-Uhlenbeck process
 * dX_j = -theta_j (X_j - m_j) dt + sigma_j dW_j. The measures mu_0, ..., mu_K seen at the rising times t_0, ..., t_K are coupled, each
 * with the next, by plans P_k; plans and parameters are sought that minimise
 *
 * <pre>
 *   sum over k of sum over i, l of P_k(i, l) (log(P_k(i, l) / mu_k(i)) - log(q_k(y_l | x_i) w_{k+1}(l))),
 * </pre>
 *
 * q_k being the reference's transition density over t_{k+1} - t_k: in each coordinate normal with the mean m + exp(-theta dt) (x - m) and
 * the variance sigma^2 (1 - exp(-2 theta dt)) / (2 theta); and w_{k+1} being the weights of the points at the later time, which stand for
 * their volumes. For given parameters the plans are those of entropic transport; for given plans the parameters are those of maximum
 * likelihood.
 *
 * <p>The residual is the largest of: the L1 distances of both marginals of the plans that the potentials of the solution give from the
 * weights, both sides added; and the magnitudes of the derivatives of the mean negative log-likelihood of a plan's transitions with regard
 * to theta_j T and m_j / s_j, where T = t_K - t_0 and s_j is the standard deviation of coordinate j over all snapshots together, 1 if that
 * is 0.
 *
 * @param snapshots the measures, with points in as many dimensions, at least two of them; weights count relative to their sum
 * @param times the time of each snapshot, rising
 * @param diffusion the diffusion sigma_j of each coordinate, positive
 */
public record SnapshotBridgeProblem(List<Measure> snapshots, double[] times, double[] diffusion) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "snapshot-bridge";

    /** Checks the parts. */
    public SnapshotBridgeProblem {
        snapshots = List.copyOf(snapshots);
        if (snapshots.size() < 2) {
            throw new DataException(snapshots.size() + " snapshots; expected at least two");
        }
        int dimension = snapshots.get(0).points().numCols;
        if (dimension < 1) {
            throw new DataException("snapshot 0 has points without coordinates");
        }
        for (int k = 1; k < snapshots.size(); k++) {
            if (snapshots.get(k).points().numCols != dimension) {
                throw new DataException("snapshot " + k + " has points of " + snapshots.get(k).points().numCols
                        + " coordinates; expected " + dimension);
            }
        }
        Fields.length("times", times.length, snapshots.size());
        Fields.finite("times", times);
        for (int k = 1; k < times.length; k++) {
            if (!(times[k] > times[k - 1])) {
                throw new DataException("time " + k + " is " + times[k] + " after " + times[k - 1] + "; expected rising times");
            }
        }
        Fields.length("diffusion", diffusion.length, dimension);
        Fields.finite("diffusion", diffusion);
        for (int j = 0; j < dimension; j++) {
            if (!(diffusion[j] > 0)) {
                throw new DataException("diffusion " + j + " is " + diffusion[j] + "; expected a positive number");
            }
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of coordinates. */
    public int dimension() {
        return diffusion.length;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).records("snapshots", snapshots.stream().map(Measure::toRecord).toList()).doubles("times", times)
                .doubles("diffusion", diffusion).build();
    }

    /**
     * Recreates a problem, from its record or from a document; there the times are 0, 1, 2, ... if they are left out.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static SnapshotBridgeProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        List<Measure> snapshots = record.records("snapshots").stream().map(Measure::fromRecord).toList();
        double[] times = Fields.numbers(record, "times");
        if (!record.has("times")) {
            times = new double[snapshots.size()];
            for (int k = 0; k < times.length; k++) {
                times[k] = k;
            }
        }
        return new SnapshotBridgeProblem(snapshots, times, record.numbers("diffusion"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<SnapshotBridgeProblem, ReferenceFit> problemType() {
        return new StandardType<>(TYPE, "Schr\u00f6dinger bridge through snapshots", SnapshotBridgeProblem.class, ReferenceFit.class,
                SnapshotBridgeProblem::fromRecord, ReferenceFit::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SnapshotBridgeProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
