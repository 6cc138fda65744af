package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * The barycentre, entropic or exact, of histograms a_1, ..., a_K on common points: the histogram q on these points with the least
 *
 * <pre>
 *   sum over k of w_k OT(q, a_k) [ - OT(q, q) / 2 ],   OT(q, a) = min over P of sum of C_ij P_ij + epsilon P_ij (log P_ij - 1),
 * </pre>
 *
 * P with the marginals q and a. The part in brackets belongs to the debiased barycentre, the one of Sinkhorn divergences, which is not
 * wider than the histograms are (Janati, Cuturi and Gramfort: Debiased Sinkhorn barycenters, 2020, arXiv:2006.02575).
 *
 * <p>At the optimum there are potentials with P_k = exp((f_k + g_k - C) / epsilon) of marginals q and a_k, and sum of w_k f_k = h, where h
 * is 0, or for the debiased barycentre the potential for which exp((h_i + h_j - C_ij) / epsilon) has the marginal q. The residual is what
 * is missing: the distances in the 1-norm of both marginals of each plan, times w_k, plus that of the plan of h from q, plus the sum of q
 * |exp((h - sum of w_k f_k) / epsilon) - 1|.
 *
 * <p>With epsilon 0 it is the exact barycentre, a linear program. Potentials with f_k + g_k at most C and sum of w_k f_k at least 0 bound
 * the value from below by the sum of w_k (a_k'g_k), and the plans P_k themselves have to reach that; the residual is the distance of their
 * marginals from q and a_k in the 1-norm, times w_k, or the gap in parts of the values if that is larger.
 *
 * @param histograms a histogram in each row, entries finite and at least 0, all rows of one positive sum
 * @param points the points, one in each row; without columns where the cost needs none
 * @param cost the ground cost between the points
 * @param weights the weight of each histogram, positive with sum 1
 * @param epsilon the weight of the entropy, finite, in units of {@code epsilonUnit}; 0 for none, which cannot be debiased
 * @param epsilonUnit what epsilon is multiplied by: 1, or the largest or the mean cost
 * @param debiased whether to look for the debiased barycentre, which needs a symmetric cost
 */
public record BarycenterProblem(DMatrixRMaj histograms, DMatrixRMaj points, GroundCost cost, double[] weights, double epsilon,
        CostScale epsilonUnit, boolean debiased) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "barycenter";

    private static final double MASS_TOLERANCE = 1e-9;

    /** Checks that the parts fit. */
    public BarycenterProblem {
        Objects.requireNonNull(epsilonUnit, "epsilonUnit");
        Fields.matrix("histograms", histograms);
        if (histograms.numRows == 0) {
            throw new DataException("there are no histograms; expected at least one");
        }
        Fields.length("weights", weights.length, histograms.numRows);
        Fields.distributions("weight", weights, weights.length);
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] == 0) {
                throw new DataException("weight " + k + " is 0; expected a positive number: leave the histogram out");
            }
            double mass = row(histograms, k).mass();
            double first = row(histograms, 0).mass();
            if (Math.abs(mass - first) > MASS_TOLERANCE * first) {
                throw new DataException("histogram " + k + " has the sum " + mass + ", the first one " + first + "; expected equal sums");
            }
        }
        if (debiased && cost instanceof GroundCost.Matrix matrix) {
            for (int i = 0; i < matrix.costs().numRows; i++) {
                for (int j = 0; j < Math.min(i, matrix.costs().numCols); j++) {
                    if (matrix.costs().get(i, j) != matrix.costs().get(j, i)) {
                        throw new DataException("cost (" + i + ", " + j + ") differs from (" + j + ", " + i
                                + "); debiased barycentres need symmetric costs");
                    }
                }
            }
        }
        if (debiased && epsilon == 0) {
            throw new DataException("epsilon is 0 and debiased is true; without entropy there is no bias to be removed");
        }
        transport(points, cost, epsilon, epsilonUnit, histograms.numCols);
    }

    private static Measure row(DMatrixRMaj matrix, int row) {
        return Measure.of(Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols));
    }

    private static TransportProblem transport(DMatrixRMaj points, GroundCost cost, double epsilon, CostScale unit, int size) {
        double[] even = new double[size];
        Arrays.fill(even, 1.0 / size);
        Measure everywhere = points.numCols == 0 ? Measure.of(even) : new Measure(even, points);
        return TransportProblem.of(everywhere, everywhere, cost)
                .regulariser(epsilon == 0 ? Regulariser.NONE : Regulariser.ENTROPY, epsilon).epsilonUnit(unit).build();
    }

    /** The barycentre with equal weights of histograms on points whose costs are given, with epsilon in the unit of the costs. */
    public BarycenterProblem(DMatrixRMaj histograms, GroundCost cost, double epsilon, boolean debiased) {
        this(histograms, new DMatrixRMaj(histograms.numCols, 0), cost, even(histograms.numRows), epsilon, CostScale.NONE, debiased);
    }

    private static double[] even(int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1.0 / count);
        return weights;
    }

    /** The number of histograms. */
    public int count() {
        return histograms.numRows;
    }

    /** The number of points. */
    public int size() {
        return histograms.numCols;
    }

    /** A histogram. */
    public double[] histogram(int k) {
        return row(histograms, k).weights();
    }

    /** Transport with the cost and the epsilon of this problem, between the even histogram and itself. */
    public TransportProblem everywhere() {
        return transport(points, cost, epsilon, epsilonUnit, size());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).record("cost", cost.toRecord()).doubles("weights", weights)
                .number("epsilon", epsilon).text("epsilonUnit", epsilonUnit.name()).truth("debiased", debiased);
        Fields.matrix(record, "histograms", histograms);
        if (points.numCols > 0) {
            Fields.matrix(record, "points", points);
        }
        return record.build();
    }

    /**
     * Recreates a problem, from its record or from a document: without weights they are equal, without a cost it is the squared Euclidean
     * distance of the points, without a unit epsilon is in that of the cost, and nothing is debiased unless it is said.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static BarycenterProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        DMatrixRMaj histograms = Fields.dense(record, "histograms");
        return new BarycenterProblem(histograms,
                record.has("points") ? Fields.dense(record, "points") : new DMatrixRMaj(histograms.numCols, 0),
                record.has("cost") ? GroundCost.fromRecord(record.record("cost")) : GroundCost.Distance.SQUARED_EUCLIDEAN,
                record.has("weights") ? record.numbers("weights") : even(histograms.numRows), record.number("epsilon"),
                record.has("epsilonUnit") ? record.constant("epsilonUnit", CostScale.class) : CostScale.NONE,
                record.has("debiased") && record.truth("debiased"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<BarycenterProblem, Barycenter> problemType() {
        return new StandardType<>(TYPE, "Barycentre of histograms", BarycenterProblem.class, Barycenter.class,
                BarycenterProblem::fromRecord, Barycenter::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BarycenterProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(histograms.data);
    }
}
