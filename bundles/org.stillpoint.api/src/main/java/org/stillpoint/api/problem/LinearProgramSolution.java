package org.stillpoint.api.problem;

import java.util.Objects;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;

/**
 * What solves a {@link LinearProgram}, in the units of the program. The duals are those of minimising: where the program
 * maximises, of minimising -c'x. With c negated in that case, the reduced costs are d = c - A'y; y_i &gt; 0 presses on a finite
 * L_i, y_i &lt; 0 on a finite U_i; d_j &gt; 0 on a finite l_j, d_j &lt; 0 on a finite u_j.
 *
 * @param x the point, one value for each column
 * @param y the dual value of each row
 * @param reducedCosts the reduced cost of each column
 * @param ray the evidence where the status is INFEASIBLE (a Farkas ray: one value for each row, y of an improving dual
 *     direction) or UNBOUNDED (a direction of recession: one value for each column); empty otherwise
 */
public record LinearProgramSolution(double[] x, double[] y, double[] reducedCosts, double[] ray) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "linear-program-solution";

    /** Checks that nothing is null. */
    public LinearProgramSolution {
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(y, "y");
        Objects.requireNonNull(reducedCosts, "reducedCosts");
        Objects.requireNonNull(ray, "ray");
    }

    /** A solution without a ray. */
    public LinearProgramSolution(double[] x, double[] y, double[] reducedCosts) {
        this(x, y, reducedCosts, new double[0]);
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).doubles("x", x).doubles("y", y)
                .doubles("reduced_costs", reducedCosts);
        return (ray.length == 0 ? record : record.doubles("ray", ray)).build();
    }

    /** Recreates a solution. */
    public static LinearProgramSolution fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new LinearProgramSolution(record.doubles("x"), record.doubles("y"), record.doubles("reduced_costs"),
                record.has("ray") ? record.doubles("ray") : new double[0]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinearProgramSolution that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return new NamedArray(x, x.length).hashCode();
    }

    @Override
    public String toString() {
        return "LinearProgramSolution[" + x.length + " columns, " + y.length + " rows" + (ray.length == 0 ? "" : ", ray") + "]";
    }
}
