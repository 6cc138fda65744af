package org.stillpoint.api.problem;

import java.util.List;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Find a point in the intersection of sets. The residual is the largest distance of the point from a set.
 *
 * @param sets the sets, at least one
 * @param start the point to start from; its length is the dimension
 */
public record FeasibilityProblem(List<ConvexSet> sets, double[] start) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "feasibility";

    /** Checks the parts. */
    public FeasibilityProblem {
        sets = List.copyOf(sets);
        Fields.finite("start", start);
        if (sets.isEmpty()) {
            throw new DataException("sets: expected at least one");
        }
        for (int i = 0; i < sets.size(); i++) {
            SetFields.set("set " + i, sets.get(i), start.length);
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).records("sets", sets.stream().map(ConvexSet::toRecord).toList()).doubles("start", start).build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws org.stillpoint.api.data.DataException naming the field that is missing or wrong
     */
    public static FeasibilityProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new FeasibilityProblem(record.records("sets").stream().map(ConvexSet::fromRecord).toList(), record.numbers("start"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<FeasibilityProblem, FeasiblePoint> problemType() {
        return new StandardType<>(TYPE, "Point in all of several sets", FeasibilityProblem.class, FeasiblePoint.class,
                FeasibilityProblem::fromRecord, FeasiblePoint::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeasibilityProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
