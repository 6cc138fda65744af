package org.stillpoint.api.problem.transport;

import java.util.Objects;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Transport between two normal distributions at squared Euclidean cost, in closed form: among the measures P on pairs of points
 *
 * <pre>
 *   minimise  integral of |x - y|^2 dP + 2 sigma^2 KL(P | source x target) + gamma KL(P_1 | source) + gamma KL(P_2 | target),
 * </pre>
 *
 * KL(p | q) = integral of log(dp/dq) dp - mass(p) + mass(q). An infinite gamma means that the marginals P_1 and P_2 are the measures
 * themselves. The optimal P is a normal distribution times a mass, the optimal potentials are quadratic.
 *
 * <p>Potentials f and g bound the minimum from below by A_(f) + A_(g) - 2 sigma^2 integral of exp((f + g - c) / (2 sigma^2)) - 1 over the
 * product of the measures, A_(f) = gamma integral of 1 - exp(-f / gamma), or of f where gamma is infinite; where sigma is 0, if f + g
 * nowhere exceeds the cost. The residual of a plan with potentials is the distance of its value from that bound, relative to
 * {@link #scale()}; where gamma is infinite at least the largest difference of an entry of its marginals' means and covariances from
 * those of the measures, relative to the square root of the scale and to the scale.
 *
 * @param source the source
 * @param target the target, in as many dimensions
 * @param sigma the square root of half the weight of the entropy, at least 0 and finite
 * @param gamma the weight of the marginals' divergences, positive; infinity for exact marginals, which need equal masses
 */
public record GaussianTransportProblem(Gaussian source, Gaussian target, double sigma, double gamma) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "gaussian-transport";

    private static final double MASS_TOLERANCE = 1e-9;

    /** Checks the parts. */
    public GaussianTransportProblem {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        if (source.dimension() != target.dimension()) {
            throw new DataException("source and target have " + source.dimension() + " and " + target.dimension()
                    + " coordinates; expected as many");
        }
        if (!(sigma >= 0) || Double.isInfinite(sigma)) {
            throw new DataException("sigma is " + sigma + "; expected a finite number of at least 0");
        }
        if (!(gamma > 0)) {
            throw new DataException("gamma is " + gamma + "; expected a positive number, infinity for exact marginals");
        }
        double difference = Math.abs(source.mass() - target.mass());
        if (Double.isInfinite(gamma) && difference > MASS_TOLERANCE * Math.max(source.mass(), target.mass())) {
            throw new DataException("the masses are " + source.mass() + " and " + target.mass()
                    + "; exact marginals need equal ones: give a finite gamma");
        }
    }

    /** Transport of all mass without entropy. */
    public GaussianTransportProblem(Gaussian source, Gaussian target) {
        this(source, target, 0, Double.POSITIVE_INFINITY);
    }

    /** Whether the marginals are held exactly. */
    public boolean balanced() {
        return Double.isInfinite(gamma);
    }

    /** What values are measured by: the squared distance of the means plus both traces, times the larger mass. */
    public double scale() {
        double sum = 0;
        for (int i = 0; i < source.dimension(); i++) {
            double difference = source.mean()[i] - target.mean()[i];
            sum += difference * difference + source.covariance().get(i, i) + target.covariance().get(i, i);
        }
        return sum * Math.max(source.mass(), target.mass());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).record("source", source.toRecord()).record("target", target.toRecord())
                .number("sigma", sigma);
        return (balanced() ? record : record.number("gamma", gamma)).build();
    }

    /**
     * Recreates a problem, from its record or from a document; without sigma it is 0, without gamma infinite.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static GaussianTransportProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new GaussianTransportProblem(Gaussian.fromRecord(record.record("source")), Gaussian.fromRecord(record.record("target")),
                Fields.number(record, "sigma", 0), Fields.number(record, "gamma", Double.POSITIVE_INFINITY));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<GaussianTransportProblem, GaussianPlan> problemType() {
        return new StandardType<>(TYPE, "Transport between normal distributions", GaussianTransportProblem.class, GaussianPlan.class,
                GaussianTransportProblem::fromRecord, GaussianPlan::fromRecord);
    }
}
