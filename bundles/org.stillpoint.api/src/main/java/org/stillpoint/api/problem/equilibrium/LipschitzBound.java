package org.stillpoint.api.problem.equilibrium;

import java.util.Arrays;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link LipschitzBoundProblem}: a bound, and a norm of dg/dz that is attained somewhere in the box.
 *
 * @param bound an upper bound of the Lipschitz constant
 * @param attained the norm of dg/dz at the state and input that are given
 * @param state where it is attained
 * @param input the input there
 * @param imageLower lower bounds of the components of g over the box
 * @param imageUpper upper bounds of them
 * @param fixedLower lower bounds of the components of all fixed points of f in the box, for all inputs in it; empty if there is none
 * @param fixedUpper upper bounds of them; empty if there is no fixed point in the box
 * @param splits how the box was divided: for each part, the whole first and then each half with all of its parts, the component of (z, x)
 *     in the middle of which it is split, or -1 for a part that is not
 */
public record LipschitzBound(double bound, double attained, double[] state, double[] input, double[] imageLower, double[] imageUpper,
        double[] fixedLower, double[] fixedUpper, int[] splits) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "lipschitz-bound-value";

    /** Checks that the parts fit. */
    public LipschitzBound {
        if (imageLower.length != state.length || imageUpper.length != state.length || fixedLower.length != fixedUpper.length
                || fixedLower.length != 0 && fixedLower.length != state.length) {
            throw new DataException(state.length + " components of a state, " + imageLower.length + " and " + imageUpper.length
                    + " bounds of images, " + fixedLower.length + " and " + fixedUpper.length + " of fixed points; expected as many of "
                    + "each");
        }
    }

    /** How far the bound is above what is attained, in parts of the bound. */
    public double gap() {
        return bound == 0 ? 0 : (bound - attained) / bound;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).number("bound", bound).number("attained", attained).doubles("state", state).doubles("input", input)
                .doubles("imageLower", imageLower).doubles("imageUpper", imageUpper).doubles("fixedLower", fixedLower)
                .doubles("fixedUpper", fixedUpper).ints("splits", splits).build();
    }

    /** Recreates a bound. */
    public static LipschitzBound fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new LipschitzBound(record.number("bound"), record.number("attained"), record.numbers("state"), record.numbers("input"),
                record.numbers("imageLower"), record.numbers("imageUpper"), record.numbers("fixedLower"), record.numbers("fixedUpper"),
                Fields.integers(record, "splits"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LipschitzBound that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(state);
    }
}
