package org.stillpoint.recurrence.internal.linear;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.Diagonalisation;
import org.stillpoint.api.problem.recurrence.PerturbedDiagonalisation;
import org.stillpoint.numerics.random.RandomStream;

/**
 * Perturb, then diagonalise: A + E = V L V^{-1} with a random E, whose entries are Gaussian and whose norm is a fraction of that of A. A
 * matrix far from normal has eigenvectors of a condition that grows exponentially with its size, or none; those of A + E have one of about
 * |A| / |E|. Where the size is left to the solver it minimises |E| / |A| + u cond(V) over powers of ten and no perturbation at all, u the
 * rounding unit: what is lost to the perturbation and what to rounding.
 */
@Component
@Designate(ocd = DiagonalisationOptions.class)
@SolverInfo(id = "recurrence.diagonalisation", family = "recurrence", problem = PerturbedDiagonalisation.TYPE,
        title = "Diagonalisation of a linear recurrence after a small perturbation",
        paper = "Yu, Nigmetov, Morozov, Mahoney and Erichson: Robustifying State-space Models for Long Sequences via Approximate "
                + "Diagonalization, ICLR 2024, arXiv:2310.01698")
public final class DiagonalisationSolver implements Solver<PerturbedDiagonalisation, Diagonalisation> {

    private static final double UNIT = Math.ulp(1.0) / 2;
    private static final int LARGEST_EXPONENT = -2;
    private static final int LEAST_EXPONENT = -14;
    /** After so many sizes that lose more than the best, smaller ones are not tried. */
    private static final int PATIENCE = 3;

    @Override
    public Solution<Diagonalisation> solve(PerturbedDiagonalisation problem, SolveContext context) throws SolverException {
        return new Run(problem, context, context.options(DiagonalisationOptions.class)).solve();
    }

    /** A decomposition that was tried. */
    private record Trial(DMatrixRMaj perturbation, double[] eigenvalues, ComplexMatrix vectors, ComplexMatrix inverse, double residual,
            double loss) {
    }

    private static final class Run {

        private final PerturbedDiagonalisation problem;
        private final SolveContext context;
        private final DiagonalisationOptions options;
        /** The matrix, divided by the power of 2 with this exponent: nothing overflows or underflows that need not. */
        private final DMatrixRMaj matrix;
        private final int exponent;
        private final double norm;
        private final DMatrixRMaj direction;
        private long steps;
        private long decompositions;
        private boolean interrupted;
        private boolean overflowed;
        private Trial best;

        Run(PerturbedDiagonalisation problem, SolveContext context, DiagonalisationOptions options) {
            this.problem = problem;
            this.context = context;
            this.options = options;
            double largest = CommonOps_DDRM.elementMaxAbs(problem.matrix());
            exponent = largest == 0 ? 0 : Math.getExponent(largest);
            matrix = scaled(problem.matrix(), -exponent);
            double size = NormOps_DDRM.normF(matrix);
            norm = size == 0 ? 1 : size;
            direction = new DMatrixRMaj(problem.size(), problem.size());
            new RandomStream(context.seed()).fillGaussian(direction.data);
            CommonOps_DDRM.scale(1 / NormOps_DDRM.normF(direction), direction);
        }

        Solution<Diagonalisation> solve() {
            if (problem.relativeSize() >= 0) {
                attempt(problem.relativeSize());
            } else {
                attempt(0);
                // Less than the square of the number of components in units of rounding cannot be improved upon.
                double done = UNIT * problem.size() * problem.size();
                int worse = 0;
                for (int exponent = LARGEST_EXPONENT; exponent >= LEAST_EXPONENT && !interrupted && worse < PATIENCE
                        && (best == null || best.loss > done); exponent--) {
                    Trial before = best;
                    double size = Math.pow(10, exponent);
                    // A perturbation as large as all that is lost already cannot win.
                    if (before == null || size < before.loss) {
                        attempt(size);
                        worse = best == before ? worse + 1 : 0;
                    }
                }
            }
            double residual = best == null ? Double.NaN : interrupted ? best.residual : residual(best);
            Diagonalisation value = value();
            Status status = interrupted ? context.interruption() : best == null
                    ? overflowed ? Status.NONFINITE : Status.ITERATION_LIMIT
                    : residual <= options.tolerance() ? Status.CONVERGED : Status.STAGNATED;
            return Solution.of(status, value).residual(residual, options.tolerance())
                    .count(Counter.ITERATIONS, steps).count(Counter.FACTORISATIONS, decompositions).build();
        }

        /** What a trial leaves, without what rounding of products with large factors adds to it while the best is looked for. */
        private double residual(Trial trial) {
            int size = problem.size();
            DMatrixRMaj sum = new DMatrixRMaj(size, size);
            CommonOps_DDRM.add(matrix, trial.perturbation, sum);
            ComplexMatrix scaled = trial.vectors.timesDiagonal(Arrays.copyOf(trial.eigenvalues, size),
                    Arrays.copyOfRange(trial.eigenvalues, size, 2 * size));
            return worst(scaled.distanceOfProduct(trial.inverse, ComplexMatrix.of(sum), this::proceed) / norm,
                    trial.vectors.distanceOfProduct(trial.inverse, ComplexMatrix.identity(size), this::proceed));
        }

        private Diagonalisation value() {
            int size = problem.size();
            if (best == null) {
                double[] unknown = new double[2 * size * size];
                return new Diagonalisation(new double[2 * size], unknown, unknown, new DMatrixRMaj(size, size), Double.NaN);
            }
            double[] eigenvalues = scaled(DMatrixRMaj.wrap(2, size, best.eigenvalues), exponent).data;
            return new Diagonalisation(eigenvalues, both(best.vectors), both(best.inverse), scaled(best.perturbation, exponent),
                    best.vectors.spectralNorm(this::proceed) * best.inverse.spectralNorm(this::proceed));
        }

        private static DMatrixRMaj scaled(DMatrixRMaj matrix, int exponent) {
            DMatrixRMaj scaled = new DMatrixRMaj(matrix.numRows, matrix.numCols);
            for (int i = 0; i < scaled.data.length; i++) {
                scaled.data[i] = Math.scalb(matrix.data[i], exponent);
            }
            return scaled;
        }

        private static double[] both(ComplexMatrix matrix) {
            double[] values = new double[2 * matrix.real.length];
            System.arraycopy(matrix.real, 0, values, 0, matrix.real.length);
            System.arraycopy(matrix.imaginary, 0, values, matrix.real.length, matrix.real.length);
            return values;
        }

        private boolean proceed() {
            interrupted = interrupted || !context.proceed(steps, best == null ? Double.NaN : best.residual);
            return !interrupted;
        }

        /** Tries a size of the perturbation, and keeps the decomposition if it loses less than the best. */
        private void attempt(double relativeSize) {
            int size = problem.size();
            DMatrixRMaj perturbation = new DMatrixRMaj(size, size);
            CommonOps_DDRM.scale(relativeSize * norm, direction, perturbation);
            DMatrixRMaj sum = new DMatrixRMaj(size, size);
            CommonOps_DDRM.add(matrix, perturbation, sum);
            SchurForm form = new SchurForm(ComplexMatrix.of(sum));
            long before = steps;
            boolean found = form.compute(options.maxIterations(), () -> {
                steps = before + form.steps();
                return proceed();
            });
            decompositions++;
            if (!found) {
                return;
            }
            double[] eigenvalues = new double[2 * size];
            double[] real = new double[size];
            double[] imaginary = new double[size];
            for (int k = 0; k < size; k++) {
                real[k] = form.triangular().real[k * size + k];
                imaginary[k] = form.triangular().imaginary[k * size + k];
            }
            System.arraycopy(real, 0, eigenvalues, 0, size);
            System.arraycopy(imaginary, 0, eigenvalues, size, size);
            ComplexMatrix vectors = Eigenvectors.of(form, this::proceed);
            ComplexMatrix inverse = vectors == null ? null : vectors.inverse(this::proceed);
            ComplexMatrix unit = inverse == null ? null : vectors.times(inverse, this::proceed);
            ComplexMatrix product = unit == null ? null : vectors.timesDiagonal(real, imaginary).times(inverse, this::proceed);
            if (product == null) {
                return;
            }
            double residual = worst(product.distance(ComplexMatrix.of(sum)) / norm, unit.distance(ComplexMatrix.identity(size)));
            double rounding = UNIT * vectors.distance(null) * inverse.distance(null);
            double loss = relativeSize + rounding;
            boolean finite = Double.isFinite(residual) && Double.isFinite(loss);
            overflowed |= !finite;
            if (finite && (best == null || loss < best.loss)) {
                best = new Trial(perturbation, eigenvalues, vectors, inverse, residual, loss);
            }
            proceed();
        }

        private static double worst(double first, double second) {
            return Double.isNaN(first) || Double.isNaN(second) ? Double.NaN : Math.max(first, second);
        }
    }

    /** A Jordan block of three rows, perturbed by one part in ten thousand. */
    @Override
    public PerturbedDiagonalisation selfCheck() {
        return new PerturbedDiagonalisation(new DMatrixRMaj(new double[][] {{0.5, 1, 0}, {0, 0.5, 1}, {0, 0, 0.5}}), 1e-4);
    }

    /** Some 25 n^3 complex operations for each decomposition. */
    @Override
    public double expectedSeconds(PerturbedDiagonalisation problem) {
        double cube = Math.pow(problem.size(), 3);
        return 1e-4 + 2e-7 * cube * (problem.relativeSize() < 0 ? LARGEST_EXPONENT - LEAST_EXPONENT + 2 : 1);
    }
}
