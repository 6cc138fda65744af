package org.stillpoint.api.problem.recurrence;

import java.util.Objects;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Follow the probability-flow differential equation of a diffusion from noise back to data,
 *
 * <pre>
 *   dx/dt = -(b(t) / 2) (x + grad log q_t(x)),   b = -2 d log(alpha) / dt,
 * </pre>
 *
 * where q_t is the distribution of alpha(t) x_0 + sigma(t) n: for a mixture of normal distributions a mixture with means alpha m and
 * variances alpha^2 v + sigma^2, whose score is known. The residual is the largest error of a component of a point at one of the times,
 * divided by the largest component of the points at that time, or by 1 if that is larger.
 *
 * @param data the distribution of the data
 * @param schedule how they become noise
 * @param start the points at the time to start from, one a row
 * @param startTime the time to start from, of (0, 1]
 * @param times the times at which the points are wanted, falling from below {@code startTime}; the last, positive, ends the path
 */
public record DiffusionSamplingProblem(GaussianMixture data, NoiseSchedule schedule, DMatrixRMaj start, double startTime, double[] times)
        implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "diffusion-sampling";

    private static final double END_TIME = 1e-3;
    /** Where the cosine schedule starts by default: at 1 nothing is left of the data. */
    private static final double COSINE_START = 0.9946;

    /** Checks that the parts fit. */
    public DiffusionSamplingProblem {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(schedule, "schedule");
        Fields.matrix("start", start);
        if (start.numRows < 1 || start.numCols != data.dimension()) {
            throw new DataException("start has " + start.numRows + " rows and " + start.numCols + " columns; expected at least one row and "
                    + data.dimension() + " columns, the components of the data");
        }
        boolean wholeCosine = schedule.kind() == NoiseSchedule.Kind.COSINE && startTime == 1;
        if (!(startTime > 0 && startTime <= 1) || wholeCosine) {
            throw new DataException("startTime is " + startTime + "; expected a time of (0, 1" + (wholeCosine ? ")" : "]"));
        }
        if (times.length == 0) {
            throw new DataException("times has no values; expected at least the time to end at");
        }
        double before = startTime;
        for (int i = 0; i < times.length; i++) {
            if (!(times[i] > 0 && times[i] < before)) {
                throw new DataException("times has " + times[i] + " as value " + i
                        + "; expected positive times that fall from " + startTime);
            }
            before = times[i];
        }
    }

    /** A problem with standard normal points to start from, drawn by {@link Random} from a seed. */
    public static DiffusionSamplingProblem ofSeed(GaussianMixture data, NoiseSchedule schedule, int samples, long seed, double endTime) {
        return new DiffusionSamplingProblem(data, schedule, normal(samples, data.dimension(), seed), usualStart(schedule),
                new double[] {endTime});
    }

    private static double usualStart(NoiseSchedule schedule) {
        return schedule.kind() == NoiseSchedule.Kind.COSINE ? COSINE_START : 1;
    }

    private static DMatrixRMaj normal(int samples, int dimension, long seed) {
        if (samples < 1) {
            throw new DataException("samples is " + samples + "; expected at least 1");
        }
        Random random = new Random(seed);
        DMatrixRMaj points = new DMatrixRMaj(samples, dimension);
        for (int i = 0; i < points.getNumElements(); i++) {
            points.data[i] = random.nextGaussian();
        }
        return points;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of points. */
    public int samples() {
        return start.numRows;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).record("data", data.toRecord());
        schedule.write(record);
        Fields.matrix(record, "start", start);
        return record.number("startTime", startTime).doubles("times", times).build();
    }

    /**
     * Recreates a problem. For the field {@code start} there may be {@code samples} and {@code seed} (0 if it is missing), for
     * {@code times} a single {@code endTime} (0.001 if it is missing).
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static DiffusionSamplingProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        GaussianMixture data = GaussianMixture.fromRecord(record.record("data"));
        NoiseSchedule schedule = NoiseSchedule.read(record);
        DMatrixRMaj start = record.has("start") || !record.has("samples") ? Fields.dense(record, "start")
                : normal(Fields.integer(record, "samples"), data.dimension(), record.has("seed") ? record.integer("seed") : 0);
        double[] times = record.has("times") ? record.numbers("times") : new double[] {Fields.number(record, "endTime", END_TIME)};
        return new DiffusionSamplingProblem(data, schedule, start, Fields.number(record, "startTime", usualStart(schedule)), times);
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<DiffusionSamplingProblem, DiffusionSamples> problemType() {
        return new StandardType<>(TYPE, "Sampling from a diffusion", DiffusionSamplingProblem.class, DiffusionSamples.class,
                DiffusionSamplingProblem::fromRecord, DiffusionSamples::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiffusionSamplingProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
