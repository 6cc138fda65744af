package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link FreeSupportBarycenterProblem}: the points, and the potentials of the plans between them and each measure. All
 * potentials are finite.
 *
 * @param points the points, one in each row
 * @param f the potentials of these points, by measure
 * @param g the potentials of the measures' points, by measure
 */
public record FreeSupportBarycenter(DMatrixRMaj points, List<double[]> f, List<double[]> g) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "free-support-barycenter-solution";

    /** Copies the lists. */
    public FreeSupportBarycenter {
        f = List.copyOf(f);
        g = List.copyOf(g);
        if (f.size() != g.size()) {
            throw new DataException("there are " + f.size() + " and " + g.size() + " potentials; expected as many");
        }
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).integer("measures", f.size());
        Fields.matrix(record, "points", points);
        for (int k = 0; k < f.size(); k++) {
            record.doubles("f" + k, f.get(k)).doubles("g" + k, g.get(k));
        }
        return record.build();
    }

    /** Recreates a value. */
    public static FreeSupportBarycenter fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        double[][] f = new double[Math.toIntExact(record.integer("measures"))][];
        double[][] g = new double[f.length][];
        for (int k = 0; k < f.length; k++) {
            f[k] = record.numbers("f" + k);
            g[k] = record.numbers("g" + k);
        }
        return new FreeSupportBarycenter(Fields.dense(record, "points"), List.of(f), List.of(g));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FreeSupportBarycenter that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(points.data);
    }
}
