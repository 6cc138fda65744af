package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Causal linear attention: with a feature map phi,
 *
 * <pre>
 *   y_i = sum over j &lt;= i of (phi(q_i)'phi(k_j)) v_j,   divided by sum over j &lt;= i of phi(q_i)'phi(k_j) where it is normalised.
 * </pre>
 *
 * <p>As a recurrence: S_i = S_{i-1} + phi(k_i) v_i', z_i = z_{i-1} + phi(k_i), y_i = S_i'phi(q_i) / z_i'phi(q_i). Heads are sequences of
 * the batch. Source: Katharopoulos et al. 2020 (arXiv:2006.16236).
 *
 * <p>The residual is the largest difference of a component from this definition, on rows spread over each sequence, divided by the largest
 * component, or by 1 if that is larger.
 *
 * @param queries q: batch x steps x features
 * @param keys k, of the same shape
 * @param values v: batch x steps x components of the output
 * @param featureMap phi, applied to each component
 * @param normalised whether to divide
 */
public record LinearAttention(Sequences queries, Sequences keys, Sequences values, FeatureMap featureMap, boolean normalised)
        implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "linear-attention";

    /** What is done to queries and keys. */
    public enum FeatureMap {
        /** x + 1 where x is positive, exp(x) elsewhere: always positive. */
        ELU_PLUS_ONE,
        /** max(x, 0). */
        RELU,
        /** x itself. */
        IDENTITY;

        /** The map of a number. */
        public double apply(double x) {
            return switch (this) {
                case ELU_PLUS_ONE -> x > 0 ? x + 1 : Math.exp(x);
                case RELU -> Math.max(x, 0);
                case IDENTITY -> x;
            };
        }
    }

    /** Checks that the parts are finite and fit. */
    public LinearAttention {
        Objects.requireNonNull(featureMap, "featureMap");
        if (queries.values().length == 0 || values.values().length == 0) {
            throw new DataException("queries are " + queries + " and values " + values
                    + "; expected at least one sequence, step and component of each");
        }
        if (keys.batch() != queries.batch() || keys.steps() != queries.steps() || keys.size() != queries.size()) {
            throw new DataException("keys are " + keys + "; expected the shape of the queries, " + queries);
        }
        if (values.batch() != queries.batch() || values.steps() != queries.steps()) {
            throw new DataException("values are " + values + "; expected as many sequences and steps as the queries have, " + queries);
        }
        Fields.finite("queries", queries.values());
        Fields.finite("keys", keys.values());
        Fields.finite("values", values.values());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).array("queries", queries.array()).array("keys", keys.array()).array("values", values.array())
                .text("featureMap", featureMap.name()).truth("normalised", normalised).build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static LinearAttention fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new LinearAttention(Sequences.of(record, "queries"), Sequences.of(record, "keys"), Sequences.of(record, "values"),
                record.has("featureMap") ? record.constant("featureMap", FeatureMap.class) : FeatureMap.ELU_PLUS_ONE,
                !record.has("normalised") || record.truth("normalised"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<LinearAttention, AttentionOutput> problemType() {
        return new StandardType<>(TYPE, "Linear attention", LinearAttention.class, AttentionOutput.class, LinearAttention::fromRecord,
                AttentionOutput::fromRecord).withValueRecord(AttentionOutput.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinearAttention that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(queries.values());
    }
}
