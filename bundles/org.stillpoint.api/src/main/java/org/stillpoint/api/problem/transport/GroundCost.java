package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/** What moving a unit of mass from a source point to a target point costs. The arrays are shared, not copied. */
public sealed interface GroundCost extends Recordable {

    /** The name of the field that tells the kind of a cost in records. */
    String KIND = "cost";

    /**
     * Costs given one by one.
     *
     * @param costs the cost from each source point, a row, to each target point, a column; finite
     */
    record Matrix(DMatrixRMaj costs) implements GroundCost {

        /** Checks the costs. */
        public Matrix {
            Fields.matrix("costs", costs);
        }

        @Override
        public DataRecord toRecord() {
            DataRecord.Builder record = record("matrix");
            Fields.matrix(record, "costs", costs);
            return record.build();
        }
    }

    /**
     * A power of the distance in a p-norm, ||x - y||_p^exponent. With p = exponent = 2 the squared Euclidean distance.
     *
     * @param p the norm, at least 1, infinity for the largest magnitude
     * @param exponent the exponent, positive and finite
     */
    record Distance(double p, double exponent) implements GroundCost {

        /** The squared Euclidean distance. */
        public static final Distance SQUARED_EUCLIDEAN = new Distance(2, 2);
        /** The Euclidean distance. */
        public static final Distance EUCLIDEAN = new Distance(2, 1);
        /** The distance along the axes, ||x - y||_1. */
        public static final Distance CITY_BLOCK = new Distance(1, 1);

        /** Checks the numbers. */
        public Distance {
            if (!(p >= 1) || !(exponent > 0) || Double.isInfinite(exponent)) {
                throw new DataException("cost: norm " + p + ", exponent " + exponent + "; expected at least 1, and a positive number");
            }
        }

        @Override
        public DataRecord toRecord() {
            return record("distance").number("p", p).number("exponent", exponent).build();
        }
    }

    /** One minus the cosine of the angle between two points, neither of them the origin. */
    record Cosine() implements GroundCost {

        @Override
        public DataRecord toRecord() {
            return record("cosine").build();
        }
    }

    /**
     * The cost that a named {@link CostFunction} computes.
     *
     * @param function the name of the function's service, or of the factory that makes it
     * @param parameters what the factory makes the function from; without fields where the function is a service itself
     */
    record Named(String function, DataRecord parameters) implements GroundCost {

        /** Checks that nothing is null. */
        public Named {
            Objects.requireNonNull(function, "function");
            Objects.requireNonNull(parameters, "parameters");
        }

        /** A cost whose function is a service itself. */
        public Named(String function) {
            this(function, FunctionFactory.NO_PARAMETERS);
        }

        @Override
        public DataRecord toRecord() {
            DataRecord.Builder record = record("named").text("function", function);
            Fields.parameters(record, parameters);
            return record.build();
        }
    }

    /**
     * A separable cost on a grid: the sum over the axes of |x_k - y_k|^exponent. Both measures have one weight for each point of the
     * grid, the last axis running fastest.
     *
     * @param axes the coordinates along each axis, finite
     * @param exponent the exponent, positive and finite
     */
    record Grid(List<double[]> axes, double exponent) implements GroundCost {

        /** Checks the axes. */
        public Grid {
            axes = List.copyOf(axes);
            if (axes.isEmpty() || !(exponent > 0) || Double.isInfinite(exponent)) {
                throw new DataException("grid of " + axes.size() + " axes, exponent " + exponent
                        + "; expected at least one axis, and a positive number");
            }
            for (int axis = 0; axis < axes.size(); axis++) {
                Fields.finite("axis " + axis, axes.get(axis));
            }
        }

        /** The number of points of the grid. */
        public int size() {
            int size = 1;
            for (double[] axis : axes) {
                size = Math.multiplyExact(size, axis.length);
            }
            return size;
        }

        @Override
        public DataRecord toRecord() {
            DataRecord.Builder record = record("grid").integer("axes", axes.size()).number("exponent", exponent);
            for (int axis = 0; axis < axes.size(); axis++) {
                record.doubles("axis" + axis, axes.get(axis));
            }
            return record.build();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Grid that && toRecord().equals(that.toRecord());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(axes.get(0));
        }
    }

    /** Recreates a cost; the record's field {@value #KIND} tells its kind, the record's own type does not matter. */
    static GroundCost fromRecord(DataRecord record) {
        switch (record.text(KIND)) {
            case "matrix":
                return new Matrix(Fields.dense(record, "costs"));
            case "distance":
                return new Distance(record.number("p"), record.number("exponent"));
            case "cosine":
                return new Cosine();
            case "named":
                return new Named(record.text("function"), Fields.parameters(record));
            case "grid":
                double[][] axes = new double[Math.toIntExact(record.integer("axes"))][];
                for (int axis = 0; axis < axes.length; axis++) {
                    axes[axis] = record.numbers("axis" + axis);
                }
                return new Grid(List.of(axes), record.number("exponent"));
            default:
                throw new DataException("field " + KIND + " is '" + record.text(KIND)
                        + "'; expected one of matrix, distance, cosine, named, grid");
        }
    }

    private static DataRecord.Builder record(String kind) {
        return DataRecord.of("ground-cost", 1).text(KIND, kind);
    }
}
