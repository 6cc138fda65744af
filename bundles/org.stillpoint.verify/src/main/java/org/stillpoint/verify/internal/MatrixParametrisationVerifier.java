package org.stillpoint.verify.internal;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.MatrixBatch;
import org.stillpoint.api.problem.transport.MatrixParametrisationProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/** Verifies constructed matrices: that they keep their constraint, and are what the definition makes of the parameters. */
@Component
@VerifierInfo(problem = MatrixParametrisationProblem.TYPE)
public final class MatrixParametrisationVerifier implements Verifier<MatrixParametrisationProblem, MatrixBatch> {

    @Override
    public Certificate verify(MatrixParametrisationProblem problem, Solution<MatrixBatch> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there are no such matrices", 0, 1);
            draft.note("Matrices cannot prove that there are none, so the claim " + status + " is not certified.");
        }
        int size = problem.size();
        double[] matrices = solution.value().matrices();
        if (!draft.usable("matrices", matrices, problem.count() * size * size)) {
            return draft.certificate(context.verifier());
        }
        double furthest = 0;
        double norm = 0;
        for (int k = 0; k < problem.count(); k++) {
            int each = problem.parametersEach();
            double[] parameters = Arrays.copyOfRange(problem.parameters(), k * each, (k + 1) * each);
            double[] matrix = Arrays.copyOfRange(matrices, k * size * size, (k + 1) * size * size);
            if (problem.construction() == MatrixParametrisationProblem.Construction.SPECTRAL_SPHERE) {
                norm = Math.max(norm, Math.abs(spectralNorm(matrix, size) - 1));
            }
            double[] expected = expected(problem.construction(), parameters, size);
            for (int entry = 0; entry < matrix.length; entry++) {
                furthest = larger(furthest, Math.abs(matrix[entry] - expected[entry]));
            }
        }
        if (problem.construction() == MatrixParametrisationProblem.Construction.SPECTRAL_SPHERE) {
            draft.atMost("distance of a spectral norm from 1", norm, context.tolerance());
        } else {
            draft.atLeast("least entry", MatrixSums.least(matrices), 0);
            draft.atMost("marginal error", MatrixSums.largestError(matrices, size), context.tolerance());
        }
        draft.atMost("distance of an entry from what the parameters say", furthest, conditioned(problem, context.tolerance()));
        return draft.certificate(context.verifier());
    }

    private static double larger(double known, double value) {
        return Double.isNaN(value) || value > known ? value : known;
    }

    /** An orthogonal factor of nearly dependent columns is only determined up to the condition number. */
    private static double conditioned(MatrixParametrisationProblem problem, double tolerance) {
        if (problem.construction() != MatrixParametrisationProblem.Construction.ORTHOSTOCHASTIC) {
            return tolerance;
        }
        int length = problem.parametersEach();
        double worst = 1;
        for (int k = 0; k < problem.count(); k++) {
            double[] columns = scaledColumns(Arrays.copyOfRange(problem.parameters(), k * length, (k + 1) * length), problem.size());
            double[] square = gram(columns, problem.size());
            double[] values = eigenvalues(square, problem.size());
            double largest = Arrays.stream(values).max().orElse(1);
            worst = Math.max(worst, Math.sqrt(largest / Math.max(Arrays.stream(values).min().orElse(1), Math.ulp(largest))));
        }
        return tolerance + problem.size() * worst * Math.ulp(1.0);
    }

    private static double[] expected(MatrixParametrisationProblem.Construction construction, double[] parameters, int size) {
        return switch (construction) {
            case PERMUTATION_MIXTURE -> mixture(parameters, size);
            case KRONECKER_PRODUCT -> kroneckerProduct(parameters, size);
            case ORTHOSTOCHASTIC -> orthostochastic(parameters, size);
            case SPECTRAL_SPHERE -> {
                double norm = spectralNorm(parameters, size);
                yield Arrays.stream(parameters).map(value -> value / norm).toArray();
            }
        };
    }

    private static double[] softmax(double[] logits, int from, int to) {
        double largest = Arrays.stream(logits, from, to).max().orElse(0);
        PreciseSum sum = new PreciseSum();
        double[] weights = Arrays.stream(logits, from, to).map(logit -> Math.exp(logit - largest)).toArray();
        for (double weight : weights) {
            sum.add(weight);
        }
        return Arrays.stream(weights).map(weight -> weight / sum.value()).toArray();
    }

    /** Permutation k in lexicographic order has the digits of k in the factorial base as places among the columns that are left. */
    private static double[] mixture(double[] parameters, int size) {
        double[] weights = softmax(parameters, 0, parameters.length);
        double[] matrix = new double[size * size];
        for (int k = 0; k < weights.length; k++) {
            boolean[] used = new boolean[size];
            int rest = k;
            int arrangements = weights.length;
            for (int row = 0; row < size; row++) {
                arrangements /= size - row;
                int place = rest / arrangements;
                rest %= arrangements;
                int column = 0;
                for (int passed = 0; used[column] || passed < place; column++) {
                    passed += used[column] ? 0 : 1;
                }
                used[column] = true;
                matrix[row * size + column] += weights[k];
            }
        }
        return matrix;
    }

    private static double[] kroneckerProduct(double[] parameters, int size) {
        double[] product = {1};
        int order = 1;
        for (int factor = 0; 2 * factor < parameters.length; factor++) {
            double[] weights = softmax(parameters, 2 * factor, 2 * factor + 2);
            double[] next = new double[4 * order * order];
            for (int i = 0; i < 2 * order; i++) {
                for (int j = 0; j < 2 * order; j++) {
                    next[i * 2 * order + j] = product[i / 2 * order + j / 2] * weights[i % 2 ^ j % 2];
                }
            }
            product = next;
            order *= 2;
        }
        return product;
    }

    /** Gram and Schmidt's process, each column twice (Giraud, Langou and Rozloznik 2005, doi:10.1016/j.camwa.2005.08.009). */
    private static double[] orthostochastic(double[] parameters, int size) {
        double[] matrix = scaledColumns(parameters, size);
        for (int column = 0; column < size; column++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int before = 0; before < column; before++) {
                    double product = columnProduct(matrix, before, column, size);
                    for (int i = 0; i < size; i++) {
                        matrix[i * size + column] -= product * matrix[i * size + before];
                    }
                }
            }
            double norm = Math.sqrt(columnProduct(matrix, column, column, size));
            for (int i = 0; i < size; i++) {
                matrix[i * size + column] /= norm;
            }
        }
        return Arrays.stream(matrix).map(value -> value * value).toArray();
    }

    /** The columns over their largest magnitudes, which does not change the orthogonal factor. */
    private static double[] scaledColumns(double[] matrix, int size) {
        double[] scaled = matrix.clone();
        for (int column = 0; column < size; column++) {
            double largest = 0;
            for (int i = 0; i < size; i++) {
                largest = Math.max(largest, Math.abs(matrix[i * size + column]));
            }
            for (int i = 0; i < size; i++) {
                scaled[i * size + column] /= largest;
            }
        }
        return scaled;
    }

    private static double columnProduct(double[] matrix, int left, int right, int size) {
        PreciseSum sum = new PreciseSum();
        for (int i = 0; i < size; i++) {
            sum.addProduct(matrix[i * size + left], matrix[i * size + right]);
        }
        return sum.value();
    }

    private static double spectralNorm(double[] matrix, int size) {
        double largest = Arrays.stream(matrix).map(Math::abs).max().orElse(1);
        double[] scaled = Arrays.stream(matrix).map(value -> value / largest).toArray();
        return largest * Math.sqrt(Arrays.stream(eigenvalues(gram(scaled, size), size)).max().orElse(0));
    }

    private static double[] gram(double[] matrix, int size) {
        double[] gram = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                gram[i * size + j] = columnProduct(matrix, i, j, size);
            }
        }
        return gram;
    }

    private static double[] eigenvalues(double[] symmetric, int size) {
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++) {
            rows[i] = Arrays.copyOfRange(symmetric, i * size, (i + 1) * size);
        }
        return new SymmetricEigenvalues(rows).values();
    }
}
