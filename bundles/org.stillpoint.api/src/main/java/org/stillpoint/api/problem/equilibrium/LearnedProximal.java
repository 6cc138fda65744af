package org.stillpoint.api.problem.equilibrium;

import static org.stillpoint.api.internal.ParameterShapes.array;
import static org.stillpoint.api.internal.ParameterShapes.extent;
import static org.stillpoint.api.internal.ParameterShapes.numberAbove;

import java.util.Arrays;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;

/**
 * The gradient D(v) = A'(w * s(k (A v + c))) + q v of the convex function sum_j (w_j / k) log(1 + exp(k (A v + c)_j)) + (q / 2) |v|^2, s
 * the logistic function: exactly the proximal operator of some function. Source: Fang, Buchanan, Sulam 2023, What's in a prior? Learned
 * proximal networks for inverse problems (arXiv:2310.14344), proposition 3.1.
 *
 * @param hiddenWeight A (units x components), row by row
 * @param hiddenBias c (units)
 * @param outputWeight w (units), none negative
 * @param quadratic q, not negative
 * @param sharpness k, positive
 */
public record LearnedProximal(double[] hiddenWeight, double[] hiddenBias, double[] outputWeight, double quadratic, double sharpness)
        implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "learned-proximal";

    /** Checks that the parts fit. */
    public LearnedProximal {
        if (hiddenBias.length == 0 || outputWeight.length != hiddenBias.length || hiddenWeight.length == 0
                || hiddenWeight.length % hiddenBias.length != 0) {
            throw new DataException("a proximal network of " + hiddenBias.length + " units with " + outputWeight.length
                    + " output weights and " + hiddenWeight.length + " hidden weights; expected at least one unit, and as many of each for "
                    + "each");
        }
        for (double weight : outputWeight) {
            if (!(weight >= 0)) {
                throw new DataException("parameter output_weight has " + weight + "; expected numbers from 0 on");
            }
        }
        if (!(quadratic >= 0) || !(sharpness > 0)) {
            throw new DataException("quadratic is " + quadratic + " and sharpness " + sharpness + "; expected a number from 0 on and a "
                    + "positive one");
        }
    }

    /** The number of components of its argument. */
    public int size() {
        return hiddenWeight.length / hiddenBias.length;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).array("hidden_weight", new NamedArray(hiddenWeight, hiddenBias.length, size()))
                .doubles("hidden_bias", hiddenBias).doubles("output_weight", outputWeight).number("quadratic", quadratic)
                .number("sharpness", sharpness).build();
    }

    /** Recreates an operator. */
    public static LearnedProximal fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return of(record);
    }

    /** The operator whose fields stand among others. */
    static LearnedProximal of(DataRecord fields) {
        int units = extent(fields, "hidden_weight", 0);
        array(fields, "hidden_weight", units, extent(fields, "hidden_weight", 1));
        array(fields, "hidden_bias", units);
        array(fields, "output_weight", units);
        return new LearnedProximal(fields.numbers("hidden_weight"), fields.numbers("hidden_bias"), fields.numbers("output_weight"),
                fields.number("quadratic"), numberAbove(fields, "sharpness", 0, Double.NaN));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LearnedProximal that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(outputWeight);
    }
}
