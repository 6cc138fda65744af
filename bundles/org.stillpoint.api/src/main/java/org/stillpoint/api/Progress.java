package org.stillpoint.api;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * How far a run has come.
 *
 * @param iteration the number of iterations done
 * @param residual the residual of the current iterate, NaN where it is unknown
 * @param seconds the time since the run started
 */
public record Progress(long iteration, double residual, double seconds) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "progress";
    /** The progress of a run that has not begun. */
    public static final Progress NONE = new Progress(0, Double.NaN, 0);

    /** Iterations per second so far. */
    public double rate() {
        return seconds > 0 ? iteration / seconds : 0;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).integer("iteration", iteration).number("residual", residual)
                .number("seconds", seconds).build();
    }

    /** Recreates a progress. */
    public static Progress fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new Progress(record.integer("iteration"), record.number("residual"), record.number("seconds"));
    }
}
