package org.stillpoint.api.problem.transport;

import java.util.Objects;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * How a marginal q of a plan is held to the weights w of its measure. Beside each kind stands what it adds to the dual value for a
 * potential f, the infimum over q &gt;= 0 of rule(q) + f q, and the q at which that is attained; sums are over the points.
 *
 *
 * @param kind the kind
 * @param weight the weight rho of a penalty, positive and finite; NaN where there is none
 */
public record MarginalRule(Kind kind, double weight) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "marginal-rule";
    /** q = w. */
    public static final MarginalRule EXACT = new MarginalRule(Kind.EXACT, Double.NaN);
    /** q is not held at all. */
    public static final MarginalRule FREE = new MarginalRule(Kind.FREE, Double.NaN);
    /** q is at most w. */
    public static final MarginalRule AT_MOST = new MarginalRule(Kind.AT_MOST, Double.NaN);

    /** The kinds of rules. */
    public enum Kind {
        /** q = w: f w, at w. */
        EXACT,
        /** Nothing is asked of q: 0 where f is at least 0, otherwise negative infinity; at any q where f = 0, at 0 where f is positive. */
        FREE,
        /** q is at most w: w min(f, 0); at w where f is negative, at 0 where f is positive, anywhere between where f = 0. */
        AT_MOST,
        /** The penalty rho (q log(q / w) - q + w): rho w (1 - exp(-f / rho)), at w exp(-f / rho). */
        KULLBACK_LEIBLER,
        /** The penalty rho / 2 (q - w)^2: with q = max(w - f / rho, 0), its value there. */
        SQUARED,
        /**
         * The penalty rho |q - w|: w min(f, rho) where f is at least -rho, otherwise negative infinity; at w where the magnitude of f is
         * below rho, between 0 and w where f = rho, at w or more where f = -rho, at 0 where f is larger.
         */
        TOTAL_VARIATION
    }

    /** Checks the parts. */
    public MarginalRule {
        Objects.requireNonNull(kind, "kind");
        boolean penalised = kind == Kind.KULLBACK_LEIBLER || kind == Kind.SQUARED || kind == Kind.TOTAL_VARIATION;
        if (penalised && !(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new DataException("marginal rule " + kind + " of weight " + weight + "; expected a positive finite weight");
        }
        if (!penalised && !Double.isNaN(weight)) {
            throw new DataException("marginal rule " + kind + " of weight " + weight + "; it takes none");
        }
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).text("kind", kind.name());
        return (Double.isNaN(weight) ? record : record.number("weight", weight)).build();
    }

    /** Recreates a rule; the record's own type does not matter. */
    public static MarginalRule fromRecord(DataRecord record) {
        return new MarginalRule(record.constant("kind", Kind.class), Fields.number(record, "weight", Double.NaN));
    }
}
