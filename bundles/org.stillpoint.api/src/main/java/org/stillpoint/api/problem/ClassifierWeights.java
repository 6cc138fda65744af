package org.stillpoint.api.problem;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link ClassificationProblem}: layer l maps z to W_l (z, 1), and ReLU follows all layers but the last.
 *
 * @param layers the matrices W_l, outputs by inputs plus one, the last column being the bias; shared, not copied
 */
public record ClassifierWeights(List<DMatrixRMaj> layers) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "classification-solution";

    /** Copies the list. */
    public ClassifierWeights {
        layers = List.copyOf(layers);
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).integer("layers", layers.size());
        for (int layer = 0; layer < layers.size(); layer++) {
            Fields.matrix(record, "weights" + layer, layers.get(layer));
        }
        return record.build();
    }

    /** Recreates weights. */
    public static ClassifierWeights fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        long count = record.integer("layers");
        List<DMatrixRMaj> layers = new ArrayList<>();
        for (long layer = 0; layer < count; layer++) {
            if (!(Fields.matrix(record, "weights" + layer) instanceof DMatrixRMaj weights)) {
                throw new DataException("weights" + layer + " is sparse; expected a dense matrix");
            }
            layers.add(weights);
        }
        return new ClassifierWeights(layers);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassifierWeights that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
