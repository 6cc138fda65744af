package org.stillpoint.api.problem.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link WassersteinDictionaryProblem}.
 *
 * @param factors for each axis of the grid the distributions along it, one in each column
 * @param codes how much each distribution has of each atom, one distribution in each row
 */
public record WassersteinDictionary(List<DMatrixRMaj> factors, DMatrixRMaj codes) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "wasserstein-dictionary-solution";

    /** Checks that nothing is null. */
    public WassersteinDictionary {
        factors = List.copyOf(factors);
        Objects.requireNonNull(codes, "codes");
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).integer("axes", factors.size());
        for (int axis = 0; axis < factors.size(); axis++) {
            Fields.matrix(record, "factor" + axis, factors.get(axis));
        }
        Fields.matrix(record, "codes", codes);
        return record.build();
    }

    /** Recreates a dictionary. */
    public static WassersteinDictionary fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        List<DMatrixRMaj> factors = new ArrayList<>();
        for (int axis = 0; axis < Fields.integer(record, "axes"); axis++) {
            factors.add(Fields.dense(record, "factor" + axis));
        }
        return new WassersteinDictionary(factors, Fields.dense(record, "codes"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WassersteinDictionary that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return factors.size();
    }
}
