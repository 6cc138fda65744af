package org.stillpoint.recurrence.internal.path;

import java.util.Arrays;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.ScalarFunction;
import org.stillpoint.numerics.VectorKernels;

/**
 * Makes the functions f(x) = x'A x / 2 - b'x.
 *
 * <p>Parameters: {@code matrix}, the symmetric matrix A, n x n, or n numbers for a diagonal one; {@code offset}, the vector b, zero if it
 * is missing.
 */
@Component
@FunctionInfo(name = Quadratic.NAME)
public final class Quadratic implements FunctionFactory {

    /** The name of the service. */
    public static final String NAME = "recurrence.quadratic";

    private static final String MATRIX = "matrix";
    private static final String OFFSET = "offset";
    private static final Set<String> NAMES = Set.of(MATRIX, OFFSET);

    @Override
    public Object create(DataRecord parameters) throws SolverException {
        FunctionParameters.allow(NAME, parameters, NAMES);
        try {
            int[] shape = parameters.array(MATRIX).shape();
            int dimension = shape.length == 0 ? 0 : shape[0];
            boolean diagonal = shape.length == 1;
            if (dimension == 0 || !diagonal && (shape.length != 2 || shape[1] != dimension)) {
                throw new SolverException(NAME + ": parameter " + MATRIX + " has the shape " + Arrays.toString(shape)
                        + "; expected a square matrix or its diagonal");
            }
            double[] matrix = new double[dimension * dimension];
            double[] given = parameters.numbers(MATRIX);
            for (int i = 0; i < given.length; i++) {
                matrix[diagonal ? i * (dimension + 1) : i] = given[i];
            }
            double[] offset = parameters.has(OFFSET) ? parameters.numbers(OFFSET) : new double[dimension];
            check(matrix, offset, dimension);
            return new Bowl(dimension, matrix, offset);
        } catch (DataException wrong) {
            throw new SolverException(NAME + ": " + wrong.getMessage(), wrong);
        }
    }

    private static void check(double[] matrix, double[] offset, int dimension) throws SolverException {
        if (offset.length != dimension) {
            throw new SolverException(NAME + ": parameter " + OFFSET + " has " + offset.length + " values; expected " + dimension);
        }
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j <= i; j++) {
                if (!Double.isFinite(matrix[i * dimension + j]) || matrix[i * dimension + j] != matrix[j * dimension + i]) {
                    throw new SolverException(NAME + ": parameter " + MATRIX + " has " + matrix[i * dimension + j] + " at (" + i + ", " + j
                            + ") and " + matrix[j * dimension + i] + " at (" + j + ", " + i + "); expected the same finite number");
                }
            }
            if (!Double.isFinite(offset[i])) {
                throw new SolverException(NAME + ": parameter " + OFFSET + " has " + offset[i] + " as value " + i
                        + "; expected finite numbers");
            }
        }
    }

    private record Bowl(int dimension, double[] matrix, double[] offset) implements ScalarFunction {

        @Override
        public double value(double[] x) {
            double sum = 0;
            for (int i = 0; i < dimension; i++) {
                sum += x[i] * (VectorKernels.dot(matrix, i * dimension, x, 0, dimension) / 2 - offset[i]);
            }
            return sum;
        }

        @Override
        public void gradient(double[] x, double[] gradient) {
            for (int i = 0; i < dimension; i++) {
                gradient[i] = VectorKernels.dot(matrix, i * dimension, x, 0, dimension) - offset[i];
            }
        }
    }
}
