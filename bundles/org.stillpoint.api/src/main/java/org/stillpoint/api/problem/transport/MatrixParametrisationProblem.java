package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Small square matrices that keep a constraint by construction, from free parameters. The residual is by how much they miss it: the largest
 * marginal error of a doubly stochastic matrix (the sum of |row sum - 1| plus that of |column sum - 1|), the largest distance of a spectral
 * norm from 1.
 *
 * @param size the number n of rows and columns of each matrix
 * @param parameters the parameters of each matrix one after the other, finite; shared, not copied
 * @param construction what is made of them
 */
public record MatrixParametrisationProblem(int size, double[] parameters, Construction construction) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "matrix-parametrisation";

    private static final int LARGEST_MIXTURE = 5;

    /** What is made of the parameters of a matrix. */
    public enum Construction {
        /**
         * The mixture of all n! permutation matrices with weights softmax(parameters), n at most 5: doubly stochastic. The permutations are
         * in lexicographic order; row i of the matrix of a permutation p has its 1 in column p(i).
         */
        PERMUTATION_MIXTURE,
        /**
         * The Kronecker product, the first factor outermost, of K factors [[p, 1 - p], [1 - p, p]], n = 2^K, (p, 1 - p) = softmax of a pair
         * of parameters: doubly stochastic.
         */
        KRONECKER_PRODUCT,
        /** The squares of the entries of Q, where the n x n parameters are Q R with Q orthogonal and R triangular: doubly stochastic. */
        ORTHOSTOCHASTIC,
        /** The n x n parameters over their largest singular value: spectral norm 1, of any signs. */
        SPECTRAL_SPHERE
    }

    /** Checks the parts. */
    public MatrixParametrisationProblem {
        Objects.requireNonNull(construction, "construction");
        if (size < 1 || construction == Construction.PERMUTATION_MIXTURE && size > LARGEST_MIXTURE
                || construction == Construction.KRONECKER_PRODUCT && (size < 2 || Integer.bitCount(size) != 1)) {
            throw new DataException("size is " + size + " with construction " + construction + "; expected "
                    + switch (construction) {
                        case PERMUTATION_MIXTURE -> "1 to " + LARGEST_MIXTURE;
                        case KRONECKER_PRODUCT -> "a power of two from 2 up";
                        case ORTHOSTOCHASTIC, SPECTRAL_SPHERE -> "a positive number";
                    });
        }
        long each = parametersOf(construction, size);
        if (parameters.length == 0 || parameters.length % each != 0) {
            throw new DataException("there are " + parameters.length + " parameters; expected a positive multiple of " + each);
        }
        Fields.finite("parameter", parameters);
    }

    private static long parametersOf(Construction construction, int size) {
        long permutations = 1;
        for (int k = 2; k <= Math.min(size, LARGEST_MIXTURE); k++) {
            permutations *= k;
        }
        return switch (construction) {
            case PERMUTATION_MIXTURE -> permutations;
            case KRONECKER_PRODUCT -> 2L * Integer.numberOfTrailingZeros(size);
            case ORTHOSTOCHASTIC, SPECTRAL_SPHERE -> (long) size * size;
        };
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of parameters of each matrix. */
    public int parametersEach() {
        return (int) parametersOf(construction, size);
    }

    /** The number of matrices. */
    public int count() {
        return parameters.length / parametersEach();
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).text("construction", construction.name()).integer("size", size)
                .array("parameters", new NamedArray(parameters, count(), parametersEach())).build();
    }

    /**
     * Recreates a problem, from its record or from a document; the parameters may have any shape.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static MatrixParametrisationProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new MatrixParametrisationProblem(Fields.integer(record, "size"), record.numbers("parameters"),
                record.constant("construction", Construction.class));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<MatrixParametrisationProblem, MatrixBatch> problemType() {
        return new StandardType<>(TYPE, "Matrices constrained by construction", MatrixParametrisationProblem.class, MatrixBatch.class,
                MatrixParametrisationProblem::fromRecord, MatrixBatch::fromRecord).withValueRecord(MatrixBatch.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MatrixParametrisationProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parameters);
    }
}
