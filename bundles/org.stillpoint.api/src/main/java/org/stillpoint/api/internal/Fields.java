package org.stillpoint.api.internal;

import java.util.Arrays;
import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.ops.DConvertMatrixStruct;
import org.ejml.sparse.csc.CommonOps_DSCC;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

/** Fields of the records of problems: optional ones, and matrices. */
public final class Fields {

    private static final String SPARSE = "sparse-matrix";

    /** Up to this, doubles hold every integer. */
    private static final double LARGEST_EXACT = 0x1p53;
    private static final double PROBABILITY_TOLERANCE = 1e-9;

    private Fields() {
    }

    /** A number that may be missing; a table keeps it as a column of one value. */
    public static double number(DataRecord record, String name, double otherwise) {
        if (record.fields().get(name) instanceof NamedArray array && array.length() == 1) {
            return record.numbers(name)[0];
        }
        return record.has(name) ? record.number(name) : otherwise;
    }

    /** Numbers that may be missing: then none. */
    public static double[] numbers(DataRecord record, String name) {
        return record.has(name) ? record.numbers(name) : new double[0];
    }

    /** An integer of 32 bits. */
    public static int integer(DataRecord record, String name) {
        long value = record.integer(name);
        if ((int) value != value) {
            throw new DataException("field " + name + " of " + record.type() + " is " + value + "; expected an integer of 32 bits");
        }
        return (int) value;
    }

    /** Integers of any numeric type: a copy unless they are ints. */
    public static int[] integers(DataRecord record, String name) {
        if (record.fields().get(name) instanceof NamedArray array && array.values() instanceof int[] ints) {
            return ints;
        }
        double[] numbers = record.numbers(name);
        int[] integers = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            integers[i] = (int) numbers[i];
            if (integers[i] != numbers[i]) {
                throw new DataException("field " + name + " of " + record.type() + " has " + numbers[i] + "; expected integers");
            }
        }
        return integers;
    }

    /** Integers of 64 bits, also as doubles without a fraction as tables keep them. */
    public static long[] longs(DataRecord record, String name) {
        if (record.array(name).values() instanceof long[] longs) {
            return longs;
        }
        double[] numbers = record.numbers(name);
        long[] longs = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            longs[i] = (long) numbers[i];
            if (longs[i] != numbers[i] || Math.abs(numbers[i]) > LARGEST_EXACT) {
                throw new DataException("field " + name + " of " + record.type() + " has " + numbers[i] + "; expected integers of at most "
                        + "2^53 in magnitude");
            }
        }
        return longs;
    }

    /** Checks consecutive probability distributions. */
    public static void distributions(String name, double[] values, int length) {
        for (int from = 0; from < values.length; from += length) {
            double sum = 0;
            for (int i = from; i < from + length; i++) {
                if (!(values[i] >= 0)) {
                    throw new DataException(name + " " + i + " is " + values[i] + "; expected a probability");
                }
                sum += values[i];
            }
            if (!(Math.abs(sum - 1) <= PROBABILITY_TOLERANCE)) {
                throw new DataException(name + " " + from + " to " + (from + length - 1) + " have the sum " + sum + "; expected 1");
            }
        }
    }

    /** Writes the parameters of a function, if there are any. */
    public static void parameters(DataRecord.Builder record, DataRecord parameters) {
        if (!parameters.names().isEmpty()) {
            record.record(FunctionFactory.PARAMETERS, parameters);
        }
    }

    /** The parameters of a function, none if they are missing. */
    public static DataRecord parameters(DataRecord record) {
        return record.has(FunctionFactory.PARAMETERS) ? record.record(FunctionFactory.PARAMETERS) : FunctionFactory.NO_PARAMETERS;
    }

    /** Checks that values are finite. */
    public static void finite(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new DataException(name + " " + i + " is " + values[i] + "; expected a finite number");
            }
        }
    }

    /** Checks a number of values. */
    public static void length(String name, int actual, long expected) {
        if (actual != expected) {
            throw new DataException(name + ": expected " + expected + " values, got " + actual);
        }
    }

    /** Checks that a matrix is finite and, if it is sparse, well formed. */
    public static void matrix(String name, DMatrix matrix) {
        try {
            if (matrix instanceof DMatrixSparseCSC sparse) {
                CompressedColumns.check(sparse);
            } else if (matrix instanceof DMatrixRMaj dense) {
                for (int i = 0; i < dense.getNumElements(); i++) {
                    if (!Double.isFinite(dense.data[i])) {
                        throw new DataException("entry (" + i / dense.numCols + ", " + i % dense.numCols + ") is " + dense.data[i]
                                + "; expected a finite number");
                    }
                }
            } else {
                throw new DataException("is a " + matrix.getClass().getSimpleName() + "; expected DMatrixRMaj or DMatrixSparseCSC");
            }
        } catch (DataException wrong) {
            throw new DataException(name + ": " + wrong.getMessage());
        }
    }

    /** Writes a matrix: a dense one as an array of rows and columns, a sparse one as a record of its compressed columns. */
    public static void matrix(DataRecord.Builder record, String name, DMatrix matrix) {
        if (matrix instanceof DMatrixSparseCSC sparse) {
            int entries = sparse.nz_length;
            record.record(name, DataRecord.of(SPARSE, 1).integer("rows", sparse.numRows).integer("columns", sparse.numCols)
                    .ints("columnStarts", Arrays.copyOf(sparse.col_idx, sparse.numCols + 1))
                    .ints("rowIndices", Arrays.copyOf(sparse.nz_rows, entries))
                    .doubles("values", Arrays.copyOf(sparse.nz_values, entries)).build());
        } else {
            DMatrixRMaj dense = (DMatrixRMaj) matrix;
            record.array(name, new NamedArray(Arrays.copyOf(dense.data, dense.getNumElements()), dense.numRows, dense.numCols));
        }
    }

    /**
     * Reads a matrix: an array of two dimensions, a record of compressed columns, or one of entries, in which entries of the same
     * place add up.
     */
    public static DMatrix matrix(DataRecord record, String name) {
        if (!(record.fields().get(name) instanceof DataRecord sparse)) {
            NamedArray array = record.array(name);
            if (array.shape().length != 2) {
                throw new DataException("field " + name + " of " + record.type() + " has " + array.shape().length
                        + " dimensions; expected 2, rows and columns");
            }
            return DMatrixRMaj.wrap(array.shape()[0], array.shape()[1], record.numbers(name));
        }
        if (sparse.has("columnStarts")) {
            return CompressedColumns.of(sparse.integer("rows"), sparse.integer("columns"), integers(sparse, "columnStarts"),
                    integers(sparse, "rowIndices"), sparse.numbers("values"));
        }
        return ofEntries(name, integer(sparse, "rows"), integer(sparse, "columns"), sparse.numbers("rowIndices"),
                sparse.numbers("columnIndices"), sparse.numbers("values"));
    }

    /** Checks that a square matrix is symmetric. */
    public static void symmetric(String name, DMatrixRMaj matrix) {
        for (int i = 0; i < matrix.numRows; i++) {
            for (int j = 0; j < i; j++) {
                if (matrix.get(i, j) != matrix.get(j, i)) {
                    throw new DataException(name + " (" + i + ", " + j + ") differs from (" + j + ", " + i
                            + "); expected a symmetric matrix");
                }
            }
        }
    }

    /** Reads a dense matrix: an array of two dimensions. */
    public static DMatrixRMaj dense(DataRecord record, String name) {
        if (!(matrix(record, name) instanceof DMatrixRMaj matrix)) {
            throw new DataException("field " + name + " of " + record.type() + " is a sparse matrix; expected a dense one");
        }
        return matrix;
    }

    /** A sparse matrix from its entries; those of the same place add up. */
    public static DMatrixSparseCSC ofEntries(String name, int rows, int columns, double[] rowIndices, double[] columnIndices,
            double[] values) {
        if (rows < 0 || columns < 0 || columns == Integer.MAX_VALUE) {
            throw new DataException(name + " has " + rows + " rows and " + columns + " columns; expected none of them negative or above "
                    + (Integer.MAX_VALUE - 1));
        }
        length("row indices of " + name, rowIndices.length, values.length);
        length("column indices of " + name, columnIndices.length, values.length);
        DMatrixSparseTriplet entries = new DMatrixSparseTriplet(rows, columns, values.length);
        for (int i = 0; i < values.length; i++) {
            int row = (int) rowIndices[i];
            int column = (int) columnIndices[i];
            if (row != rowIndices[i] || column != columnIndices[i] || row < 0 || row >= rows || column < 0 || column >= columns) {
                throw new DataException("entry " + i + " of " + name + " is at (" + rowIndices[i] + ", " + columnIndices[i]
                        + "); expected indices from 0 below " + rows + " and " + columns);
            }
            entries.addItem(row, column, values[i]);
        }
        DMatrixSparseCSC matrix = DConvertMatrixStruct.convert(entries, (DMatrixSparseCSC) null);
        matrix.sortIndices(null);
        CommonOps_DSCC.duplicatesAdd(matrix, null);
        return matrix;
    }
}
