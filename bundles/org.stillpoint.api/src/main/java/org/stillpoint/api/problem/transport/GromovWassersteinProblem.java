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
 * Gromov-Wasserstein transport between two spaces that are known by the distances inside them only: among the plans P &gt;= 0 with the
 * marginals a and b
 *
 * <pre>
 *   minimise  alpha sum of (C_ik - D_jl)^2 P_ij P_kl + (1 - alpha) sum of M_ij P_ij + epsilon sum of P_ij (log P_ij - 1),
 * </pre>
 *
 * C the distances of the source, D those of the target. With a mass it is the partial problem: among the plans of that mass whose
 * marginals do not exceed a and b. With a linear cost M and alpha below 1 it is the fused one (Memoli: Gromov-Wasserstein distances and
 * the metric approach to object matching, 2011, doi:10.1007/s10208-011-9093-5; Vayer et al., 2019, arXiv:1805.09114).
 *
 * <p>The problem is not convex. A plan is stationary if it is optimal for the transport problem whose costs are the gradient G at the plan
 * itself; its residual is the larger of its marginal error and, without entropy, of the gap of that linear problem,
 *
 * <pre>
 *   sum of G_ij P_ij - min over plans S of sum of G_ij S_ij,   G = 2 alpha (C^2 p + (D^2 q)' - 2 C P D) + (1 - alpha) M,
 * </pre>
 *
 * p and q the marginals of P, as a part of 2 alpha (p'C^2 p + q'D^2 q) + 2 (1 - alpha) sum of |M| P; with entropy the distance in the
 * 1-norm of P from exp((f + g + lambda - G) / epsilon).
 *
 * @param sourceDistances the symmetric matrix C
 * @param targetDistances the symmetric matrix D
 * @param source the weights a
 * @param target the weights b, without a mass of the same sum
 * @param linearCost the matrix M; without rows where there is none
 * @param alpha the weight of the quadratic part, positive, at most 1, and 1 without a linear cost
 * @param mass the mass of the plan in the partial problem; NaN otherwise
 * @param epsilon the weight of the entropy; 0 for none
 */
public record GromovWassersteinProblem(DMatrixRMaj sourceDistances, DMatrixRMaj targetDistances, double[] source, double[] target,
        DMatrixRMaj linearCost, double alpha, double mass, double epsilon) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "gromov-wasserstein";

    private static final double MASS_TOLERANCE = 1e-9;
    /** The part by which rounding may put a mass above that of the weights. */
    private static final double MASS_ROUNDING = 1e-12;

    /** Checks that the parts fit. */
    public GromovWassersteinProblem {
        checkDistances("sourceDistances", sourceDistances, source.length);
        checkDistances("targetDistances", targetDistances, target.length);
        double a = Measure.of(source).mass();
        double b = Measure.of(target).mass();
        if (Double.isNaN(mass) && Math.abs(a - b) > MASS_TOLERANCE * Math.max(a, b)) {
            throw new DataException("the source has the mass " + a + ", the target " + b
                    + "; expected equal masses, or a mass to be moved");
        }
        if (!Double.isNaN(mass) && !(mass > 0 && mass <= Math.min(a, b) * (1 + MASS_ROUNDING))) {
            throw new DataException("mass is " + mass + "; expected a positive number of at most " + Math.min(a, b));
        }
        Fields.matrix("linearCost", linearCost);
        boolean fused = linearCost.numRows > 0;
        if (fused && (linearCost.numRows != source.length || linearCost.numCols != target.length)) {
            throw new DataException("linearCost is " + linearCost.numRows + " x " + linearCost.numCols + "; expected " + source.length
                    + " x " + target.length);
        }
        if (!(alpha > 0 && alpha <= 1) || !fused && alpha != 1) {
            throw new DataException("alpha is " + alpha + "; expected a positive number of at most 1, and 1 without a linear cost");
        }
        if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
            throw new DataException("epsilon is " + epsilon + "; expected 0 or a positive finite number");
        }
    }

    private static void checkDistances(String name, DMatrixRMaj matrix, int size) {
        Fields.matrix(name, matrix);
        if (matrix.numRows != size || matrix.numCols != size) {
            throw new DataException(name + " is " + matrix.numRows + " x " + matrix.numCols + "; expected " + size + " x " + size
                    + ", a row for each weight");
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                if (matrix.get(i, j) != matrix.get(j, i)) {
                    throw new DataException(name + " (" + i + ", " + j + ") is " + matrix.get(i, j) + ", (" + j + ", " + i + ") is "
                            + matrix.get(j, i) + "; expected a symmetric matrix");
                }
            }
        }
    }

    /** The problem of moving all mass, without linear cost and entropy. */
    public GromovWassersteinProblem(DMatrixRMaj sourceDistances, DMatrixRMaj targetDistances, double[] source, double[] target) {
        this(sourceDistances, targetDistances, source, target, new DMatrixRMaj(0, 0), 1, Double.NaN, 0);
    }

    /** The partial problem that moves a given mass. */
    public GromovWassersteinProblem withMass(double moved) {
        return new GromovWassersteinProblem(sourceDistances, targetDistances, source, target, linearCost, alpha, moved, epsilon);
    }

    /** The same problem with entropy. */
    public GromovWassersteinProblem withEpsilon(double weight) {
        return new GromovWassersteinProblem(sourceDistances, targetDistances, source, target, linearCost, alpha, mass, weight);
    }

    /** The fused problem. */
    public GromovWassersteinProblem withLinearCost(DMatrixRMaj costs, double weightOfDistances) {
        return new GromovWassersteinProblem(sourceDistances, targetDistances, source, target, costs, weightOfDistances, mass, epsilon);
    }

    /** Whether only a given mass is moved. */
    public boolean partial() {
        return !Double.isNaN(mass);
    }

    /** Whether there is a linear cost. */
    public boolean fused() {
        return linearCost.numRows > 0;
    }

    /** The transport problem between the same weights that has given costs: for the gradient at a plan, what that plan is to solve. */
    public TransportProblem linear(DMatrixRMaj costs) {
        Measure a = Measure.of(source);
        Measure b = Measure.of(target);
        TransportProblem.Builder builder = TransportProblem.of(a, b, new GroundCost.Matrix(costs))
                .regulariser(epsilon == 0 ? Regulariser.NONE : Regulariser.ENTROPY, epsilon);
        double moved = Math.min(mass, Math.min(a.mass(), b.mass()));
        return partial() ? builder.rules(MarginalRule.AT_MOST, MarginalRule.AT_MOST).mass(moved).build() : builder.build();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).doubles("source", source).doubles("target", target).number("alpha", alpha)
                .number("epsilon", epsilon);
        Fields.matrix(record, "sourceDistances", sourceDistances);
        Fields.matrix(record, "targetDistances", targetDistances);
        if (fused()) {
            Fields.matrix(record, "linearCost", linearCost);
        }
        return (partial() ? record.number("mass", mass) : record).build();
    }

    /**
     * Recreates a problem, from its record or from a document: without weights they are equal with sum 1, without a mass all is moved,
     * without a linear cost alpha is 1 and with one 0.5, and there is no entropy unless it is given.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static GromovWassersteinProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        DMatrixRMaj sourceDistances = Fields.dense(record, "sourceDistances");
        DMatrixRMaj targetDistances = Fields.dense(record, "targetDistances");
        boolean fused = record.has("linearCost");
        return new GromovWassersteinProblem(sourceDistances, targetDistances,
                record.has("source") ? record.numbers("source") : even(sourceDistances.numRows),
                record.has("target") ? record.numbers("target") : even(targetDistances.numRows),
                fused ? Fields.dense(record, "linearCost") : new DMatrixRMaj(0, 0), Fields.number(record, "alpha", fused ? 0.5 : 1),
                Fields.number(record, "mass", Double.NaN), Fields.number(record, "epsilon", 0));
    }

    private static double[] even(int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1.0 / count);
        return weights;
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<GromovWassersteinProblem, GromovWasserstein> problemType() {
        return new StandardType<>(TYPE, "Gromov-Wasserstein transport", GromovWassersteinProblem.class, GromovWasserstein.class,
                GromovWassersteinProblem::fromRecord, GromovWasserstein::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GromovWassersteinProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(source), Arrays.hashCode(target));
    }
}
