package org.stillpoint.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * What a solver hands back: the best iterate, how the solve ended, and what it took.
 *
 * <p>{@link Status#CONVERGED} can only be built with a finite residual at or below a finite tolerance.
 *
 * @param <S> the value
 */
public final class Solution<S extends Recordable> implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "solution";

    private final Status status;
    private final S value;
    private final double residual;
    private final double tolerance;
    private final Map<String, Long> counters;
    private final List<String> warnings;
    private final History history;

    private Solution(Builder<S> builder) {
        status = builder.status;
        value = builder.value;
        residual = builder.residual;
        tolerance = builder.tolerance;
        counters = Collections.unmodifiableMap(new LinkedHashMap<>(builder.counters));
        warnings = List.copyOf(builder.warnings);
        history = builder.history;
        if (status == Status.CONVERGED && !(residual <= tolerance && Double.isFinite(residual) && Double.isFinite(tolerance))) {
            throw new IllegalStateException("CONVERGED was claimed with residual " + residual + " and tolerance " + tolerance);
        }
    }

    /**
     * Starts a solution.
     *
     * @param status how the solve ended
     * @param value the best iterate, or the evidence of infeasibility or unboundedness; never null
     */
    public static <S extends Recordable> Builder<S> of(Status status, S value) {
        return new Builder<>(status, value);
    }

    /** How the solve ended. */
    public Status status() {
        return status;
    }

    /** The best iterate. */
    public S value() {
        return value;
    }

    /** The residual of the best iterate in the measure that the tolerance bounds; NaN if it was never computed. */
    public double residual() {
        return residual;
    }

    /** The tolerance that the solver worked to; NaN if it has none. */
    public double tolerance() {
        return tolerance;
    }

    /** Counters by name, in the order they were given; {@link Counter} has the shared names. */
    public Map<String, Long> counters() {
        return counters;
    }

    /** The number of iterations, 0 if it was not counted. */
    public long iterations() {
        return counters.getOrDefault(Counter.ITERATIONS, 0L);
    }

    /** Remarks for the user. */
    public List<String> warnings() {
        return warnings;
    }

    /** The residuals seen along the way; a host fills this in from the reported progress. */
    public History history() {
        return history;
    }

    /** The same solution with the history that a host recorded. */
    public Solution<S> withHistory(History recorded) {
        Builder<S> copy = new Builder<>(status, value).residual(residual, tolerance);
        copy.counters.putAll(counters);
        copy.warnings.addAll(warnings);
        copy.history = Objects.requireNonNull(recorded, "history");
        return copy.build();
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder names = DataRecord.of("counters", 1);
        counters.forEach(names::integer);
        return DataRecord.of(TYPE, 1).text("status", status.name()).record("value", value.toRecord())
                .number("residual", residual).number("tolerance", tolerance).record("counters", names.build())
                .texts("warnings", warnings).record("history", history.toRecord()).build();
    }

    /** Recreates a solution of a problem of the given type. */
    public static <S extends Recordable> Solution<S> fromRecord(DataRecord record, ProblemType<?, S> type) {
        record.require(TYPE, 1);
        Builder<S> builder = new Builder<>(record.constant("status", Status.class), type.value(record.record("value")))
                .residual(record.number("residual"), record.number("tolerance"));
        DataRecord counters = record.record("counters");
        counters.names().forEach(name -> builder.count(name, counters.integer(name)));
        builder.warnings.addAll(record.texts("warnings"));
        builder.history = History.fromRecord(record.record("history"));
        return builder.build();
    }

    @Override
    public String toString() {
        return "Solution[" + status + ", residual " + residual + ", " + counters + "]";
    }

    /** Collects the parts of a {@link Solution}. */
    public static final class Builder<S extends Recordable> {

        private final Status status;
        private final S value;
        private final Map<String, Long> counters = new LinkedHashMap<>();
        private final List<String> warnings = new ArrayList<>();
        private double residual = Double.NaN;
        private double tolerance = Double.NaN;
        private History history = History.EMPTY;

        private Builder(Status status, S value) {
            this.status = Objects.requireNonNull(status, "status");
            this.value = Objects.requireNonNull(value, "value");
        }

        /** The residual of the best iterate, and the tolerance worked to. */
        public Builder<S> residual(double residual, double tolerance) {
            this.residual = residual;
            this.tolerance = tolerance;
            return this;
        }

        /** A counter. */
        public Builder<S> count(String name, long count) {
            counters.put(name, count);
            return this;
        }

        /** A remark for the user. */
        public Builder<S> warn(String warning) {
            warnings.add(warning);
            return this;
        }

        /**
         * The solution.
         *
         * @throws IllegalStateException if CONVERGED is claimed without a finite residual at or below a finite tolerance
         */
        public Solution<S> build() {
            return new Solution<>(this);
        }
    }
}
