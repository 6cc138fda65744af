package org.stillpoint.api;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * How far a run has come.
 *
 * @param iteration the number of iterations done
 * @param residual the residual of the current iterate, NaN where it is unknown
 * @param seconds the time since the run started
 * @param fraction the part of the work that is done, from 0 to 1; NaN where the method does not know it
 */
public record Progress(long iteration, double residual, double seconds, double fraction) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "progress";
    /** The progress of a run that has not begun. */
    public static final Progress NONE = new Progress(0, Double.NaN, 0);

    /** The progress of a method that does not know what part of the work is done. */
    public Progress(long iteration, double residual, double seconds) {
        this(iteration, residual, seconds, Double.NaN);
    }

    /** Iterations per second so far. */
    public double rate() {
        return seconds > 0 ? iteration / seconds : 0;
    }

    /** The seconds that the rest takes if it goes on as it went so far; NaN where that is not known. */
    public double secondsLeft() {
        return fraction > 0 ? seconds * (1 - fraction) / fraction : Double.NaN;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).integer("iteration", iteration).number("residual", residual)
                .number("seconds", seconds).number("fraction", fraction).build();
    }

    /** Recreates a progress. */
    public static Progress fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new Progress(record.integer("iteration"), record.number("residual"), record.number("seconds"),
                record.has("fraction") ? record.number("fraction") : Double.NaN);
    }
}
