package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * A gradient flow in the Wasserstein metric by the steps of Jordan, Kinderlehrer and Otto, on a grid of cells. Of masses rho in cells of
 * volume w the free energy is
 *
 * <pre>
 *   F(rho) = sum over j of V_j rho_j + beta sum over j of rho_j log(rho_j / w_j) + (lambda / 4) sum over i, j of |x_i - x_j|^2 rho_i rho_j;
 * </pre>
 *
 * its flow is the Fokker-Planck equation d rho / dt = div(rho grad(V + W)) + beta laplace(rho), grad W(x) = lambda times the sum over i of
 * (x - x_i) rho_i. Each step takes the masses a to a stationary point rho, the minimiser if lambda is 0, of
 *
 * <pre>
 *   (OT_epsilon(a, rho) - (epsilon / 2) sum over j of rho_j log(rho_j / w_j)) / (2 tau) + F(rho),
 *   OT_epsilon(a, rho) = min over plans P from a to rho of sum of |x_i - x_j|^2 P_ij + epsilon sum of P_ij log(P_ij / (w_i w_j)).
 * </pre>
 *
 * What is taken off the entropic cost removes its blur up to terms of the second order in epsilon, so epsilon may be as large as 4 tau
 * beta. It should not be much below the square of the distance between grid points, which the plans must resolve.
 *
 * <p>Optimality of a step: with c = 2 tau / epsilon and beta' = beta - epsilon / (4 tau), K_ij = exp(-|x_i - x_j|^2 / epsilon), v_j =
 * exp(-c (V_j + beta' log(rho_j / w_j) + W_j)) and u = a / (K (w v)), the masses w_j v_j (K'u)_j are rho again. The residual of a step is
 * the L1 distance of the two over the total mass, that of a path its largest one.
 *
 * @param axes the coordinates of the grid along each of one or two axes, rising; the last axis runs fastest. A cell reaches half way to its
 *        neighbours along each axis, and as far on the other side at the ends
 * @param initial the masses of the cells at the start
 * @param potential the potential V in the cells
 * @param diffusion the diffusion beta, positive
 * @param interaction the strength lambda of the attraction, negative for repulsion, 0 for none
 * @param step the time tau of a step, positive
 * @param steps the number of steps
 * @param epsilon the weight of the entropy of plans, positive, at most 4 tau beta
 */
public record GradientFlowProblem(List<double[]> axes, double[] initial, double[] potential, double diffusion, double interaction,
        double step, int steps, double epsilon) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "gradient-flow";

    /** Checks the parts. */
    public GradientFlowProblem {
        axes = List.copyOf(axes);
        if (axes.isEmpty() || axes.size() > 2) {
            throw new DataException("a grid of " + axes.size() + " axes; expected one or two");
        }
        int size = 1;
        for (int axis = 0; axis < axes.size(); axis++) {
            double[] coordinates = axes.get(axis);
            Fields.finite("axis " + axis, coordinates);
            if (coordinates.length < 2) {
                throw new DataException("axis " + axis + " has " + coordinates.length + " coordinates; expected at least 2");
            }
            for (int i = 1; i < coordinates.length; i++) {
                if (!(coordinates[i] > coordinates[i - 1])) {
                    throw new DataException("axis " + axis + " goes from " + coordinates[i - 1] + " to " + coordinates[i]
                            + "; expected rising coordinates");
                }
            }
            size = Math.multiplyExact(size, coordinates.length);
        }
        Fields.length("initial", initial.length, size);
        Fields.length("potential", potential.length, size);
        Fields.finite("potential", potential);
        Measure.of(initial);
        if (!Double.isFinite(interaction)) {
            throw new DataException("interaction is " + interaction + "; expected a finite number");
        }
        positive("diffusion", diffusion);
        positive("step", step);
        positive("epsilon", epsilon);
        if (epsilon > largestEpsilon(step, diffusion)) {
            throw new DataException("epsilon is " + epsilon + "; expected at most 4 * step * diffusion = "
                    + largestEpsilon(step, diffusion));
        }
        if (steps < 1) {
            throw new DataException(steps + " steps; expected at least one");
        }
    }

    private static void positive(String name, double value) {
        if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
            throw new DataException(name + " is " + value + "; expected a positive finite number");
        }
    }

    /** The largest epsilon, 4 tau beta: with it the entropy of the plan does all of the diffusion, and a step takes one iteration. */
    public static double largestEpsilon(double step, double diffusion) {
        return 4 * step * diffusion;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of cells. */
    public int size() {
        return initial.length;
    }

    /** A coordinate of a cell's point. */
    public double coordinate(int cell, int axis) {
        int length = axes.get(axis).length;
        return axes.get(axis)[axis == axes.size() - 1 ? cell % length : cell / axes.get(1).length];
    }

    /** The volumes w of the cells. */
    public double[] volumes() {
        double[] volumes = new double[size()];
        Arrays.fill(volumes, 1);
        for (int axis = 0; axis < axes.size(); axis++) {
            double[] x = axes.get(axis);
            int last = x.length - 1;
            for (int cell = 0; cell < volumes.length; cell++) {
                int i = axis == axes.size() - 1 ? cell % x.length : cell / axes.get(1).length;
                double below = i > 0 ? x[i] - x[i - 1] : x[1] - x[0];
                double above = i < last ? x[i + 1] - x[i] : x[last] - x[last - 1];
                volumes[cell] *= (below + above) / 2;
            }
        }
        return volumes;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).doubles("x", axes.get(0));
        if (axes.size() > 1) {
            record.doubles("y", axes.get(1));
        }
        return record.doubles("initial", initial).doubles("potential", potential).number("diffusion", diffusion)
                .number("interaction", interaction).number("step", step).integer("steps", steps).number("epsilon", epsilon).build();
    }

    /**
     * Recreates a problem, from its record or from a document. There {@code y} is left out on a line, {@code interaction} is 0 and
     * {@code epsilon} is 4 tau beta if they are left out.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static GradientFlowProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        List<double[]> axes = record.has("y") ? List.of(record.numbers("x"), record.numbers("y")) : List.of(record.numbers("x"));
        double diffusion = record.number("diffusion");
        double step = record.number("step");
        return new GradientFlowProblem(axes, record.numbers("initial"), record.numbers("potential"), diffusion,
                Fields.number(record, "interaction", 0), step, Fields.integer(record, "steps"),
                Fields.number(record, "epsilon", largestEpsilon(step, diffusion)));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<GradientFlowProblem, DensityPath> problemType() {
        return new StandardType<>(TYPE, "Wasserstein gradient flow", GradientFlowProblem.class, DensityPath.class,
                GradientFlowProblem::fromRecord, DensityPath::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GradientFlowProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
