package org.stillpoint.api.problem;

import java.util.Arrays;
import java.util.Objects;
import org.ejml.data.DMatrix;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/** A closed convex set (only a {@link Named} one may fail to be convex), described by data. The arrays are shared, not copied. */
public sealed interface ConvexSet extends Recordable {

    /** The name of the field that tells the kind of a set in records. */
    String KIND = "set";

    /** The dimension of the space, or 0 if the set is one of any space. */
    int dimension();

    /** The whole space. */
    record WholeSpace() implements ConvexSet {

        @Override
        public int dimension() {
            return 0;
        }

        @Override
        public DataRecord toRecord() {
            return record("whole-space").build();
        }
    }

    /**
     * The points between two bounds.
     *
     * @param lower the lower bounds, finite or negative infinity
     * @param upper the upper bounds, finite or positive infinity, none below its lower one
     */
    record Box(double[] lower, double[] upper) implements ConvexSet {

        /** Checks the bounds. */
        public Box {
            requireCoordinates("box", lower.length);
            Fields.length("upper bounds of a box", upper.length, lower.length);
            for (int i = 0; i < lower.length; i++) {
                if (!(lower[i] <= upper[i]) || lower[i] == Double.POSITIVE_INFINITY || upper[i] == Double.NEGATIVE_INFINITY) {
                    throw new DataException("box: bounds " + i + " are " + lower[i] + " and " + upper[i]
                            + "; expected a lower one and an upper one not below it");
                }
            }
        }

        @Override
        public int dimension() {
            return lower.length;
        }

        @Override
        public DataRecord toRecord() {
            return record("box").doubles("lower", lower).doubles("upper", upper).build();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Box that && toRecord().equals(that.toRecord());
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(lower) + Arrays.hashCode(upper);
        }
    }

    /**
     * A product of simplices: consecutive parts of the vector are each nonnegative with sum 1.
     *
     * @param sizes the lengths of the parts, each at least 1
     */
    record Simplices(int... sizes) implements ConvexSet {

        /** Checks the sizes. */
        public Simplices {
            long sum = 0;
            for (int size : sizes) {
                if (size < 1) {
                    throw new DataException("simplices of sizes " + Arrays.toString(sizes) + "; expected positive ones");
                }
                sum += size;
            }
            if (sum < 1 || sum > Integer.MAX_VALUE) {
                throw new DataException("simplices of " + sum + " coordinates; expected at least 1, at most " + Integer.MAX_VALUE);
            }
        }

        @Override
        public int dimension() {
            return Arrays.stream(sizes).sum();
        }

        @Override
        public DataRecord toRecord() {
            return record("simplices").ints("sizes", sizes).build();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Simplices that && toRecord().equals(that.toRecord());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(sizes);
        }
    }

    /**
     * A Euclidean ball.
     *
     * @param center the center
     * @param radius the radius, finite, not negative
     */
    record Ball(double[] center, double radius) implements ConvexSet {

        /** Checks the parts. */
        public Ball {
            requireCoordinates("ball", center.length);
            Fields.finite("center of a ball", center);
            if (!(radius >= 0) || Double.isInfinite(radius)) {
                throw new DataException("ball of radius " + radius + "; expected a finite one of at least 0");
            }
        }

        @Override
        public int dimension() {
            return center.length;
        }

        @Override
        public DataRecord toRecord() {
            return record("ball").doubles("center", center).number("radius", radius).build();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Ball that && toRecord().equals(that.toRecord());
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(center) + Double.hashCode(radius);
        }
    }

    /**
     * The solutions of linear equations A x = b.
     *
     * @param matrix the matrix A, of type {@code DMatrixRMaj} or {@code DMatrixSparseCSC}
     * @param rightSide the vector b; the equations must have a solution
     */
    record AffineSet(DMatrix matrix, double[] rightSide) implements ConvexSet {

        /** Checks the parts. */
        public AffineSet {
            Fields.matrix("matrix of an affine set", matrix);
            requireCoordinates("affine set", matrix.getNumCols());
            Fields.length("right side of an affine set", rightSide.length, matrix.getNumRows());
            Fields.finite("right side of an affine set", rightSide);
        }

        @Override
        public int dimension() {
            return matrix.getNumCols();
        }

        @Override
        public DataRecord toRecord() {
            DataRecord.Builder record = record("affine").doubles("rightSide", rightSide);
            Fields.matrix(record, "matrix", matrix);
            return record.build();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof AffineSet that && toRecord().equals(that.toRecord());
        }

        @Override
        public int hashCode() {
            return toRecord().hashCode();
        }
    }

    /**
     * A set onto which a named {@link Projection} projects.
     *
     * @param projection the name of the projection's service, or of the factory that makes it
     * @param parameters what the factory makes the projection from; without fields where the projection is a service itself
     */
    record Named(String projection, DataRecord parameters) implements ConvexSet {

        /** Checks that nothing is null. */
        public Named {
            Objects.requireNonNull(projection, "projection");
            Objects.requireNonNull(parameters, "parameters");
        }

        /** A set whose projection is a service itself. */
        public Named(String projection) {
            this(projection, FunctionFactory.NO_PARAMETERS);
        }

        @Override
        public int dimension() {
            return 0;
        }

        @Override
        public DataRecord toRecord() {
            DataRecord.Builder record = record("named").text("projection", projection);
            Fields.parameters(record, parameters);
            return record.build();
        }
    }

    /** Recreates a set; the record's field {@value #KIND} tells its kind, the record's own type does not matter. */
    static ConvexSet fromRecord(DataRecord record) {
        return switch (record.text(KIND)) {
            case "whole-space" -> new WholeSpace();
            case "box" -> new Box(record.numbers("lower"), record.numbers("upper"));
            case "simplices" -> new Simplices(Fields.integers(record, "sizes"));
            case "ball" -> new Ball(record.numbers("center"), record.number("radius"));
            case "affine" -> new AffineSet(Fields.matrix(record, "matrix"), record.numbers("rightSide"));
            case "named" -> new Named(record.text("projection"), Fields.parameters(record));
            default -> throw new DataException("field " + KIND + " is '" + record.text(KIND)
                    + "'; expected one of whole-space, box, simplices, ball, affine, named");
        };
    }

    private static void requireCoordinates(String set, int dimension) {
        if (dimension == 0) {
            throw new DataException(set + " without coordinates; expected at least one");
        }
    }

    private static DataRecord.Builder record(String kind) {
        return DataRecord.of("convex-set", 1).text(KIND, kind);
    }
}
