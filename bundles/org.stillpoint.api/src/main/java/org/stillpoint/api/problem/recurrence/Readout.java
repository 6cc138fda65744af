package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.internal.Fields;

/**
 * The affine map y = W h + c from the output h of the last layer to the output of a recurrence.
 *
 * @param weight the matrix W, outputs x hidden components
 * @param bias the vector c
 */
public record Readout(DMatrixRMaj weight, double[] bias) {

    /** Checks that the parts are finite and fit. */
    public Readout {
        Fields.matrix("readout_weight", weight);
        Fields.finite("readout_bias", bias);
        if (bias.length != weight.numRows) {
            throw new DataException("readout_bias has " + bias.length + " values; expected " + weight.numRows
                    + ", the rows of readout_weight");
        }
    }

    /** The number of components of the output. */
    public int size() {
        return bias.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Readout that && Arrays.equals(bias, that.bias) && Arrays.equals(weight.data, that.weight.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bias);
    }
}
