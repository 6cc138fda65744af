package org.stillpoint.transport.internal.dictionary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.WassersteinDictionary;
import org.stillpoint.api.problem.transport.WassersteinDictionaryProblem;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.grid.GridLogSum;

class WassersteinDictionarySolverTest {

    private static final GroundCost.Grid GRID = new GroundCost.Grid(List.of(new double[] {0, .2, .4, .6, .8, 1},
            new double[] {0, .25, .5, .75, 1}), 2);

    private static double bump(double at, double middle, double width) {
        return Math.exp(-Math.pow((at - middle) / width, 2)) + .01;
    }

    /** Mixtures of two products of bumps, with known codes. */
    static WassersteinDictionaryProblem mixtures(int count, double epsilon) {
        RandomStream random = new RandomStream(4);
        double[] first = GRID.axes().get(0);
        double[] second = GRID.axes().get(1);
        DMatrixRMaj distributions = new DMatrixRMaj(count, GRID.size());
        for (int n = 0; n < count; n++) {
            double part = random.nextDouble();
            double sum = 0;
            for (int i = 0; i < first.length; i++) {
                for (int j = 0; j < second.length; j++) {
                    double value = part * bump(first[i], .2, .2) * bump(second[j], .8, .2)
                            + (1 - part) * bump(first[i], .8, .2) * bump(second[j], .1, .3);
                    distributions.set(n, i * second.length + j, value);
                    sum += value;
                }
            }
            for (int j = 0; j < GRID.size(); j++) {
                distributions.set(n, j, distributions.get(n, j) / sum);
            }
        }
        return new WassersteinDictionaryProblem(GRID, distributions, 2, epsilon);
    }

    private static Solution<WassersteinDictionary> solve(WassersteinDictionaryProblem problem, TestContext context) throws SolverException {
        return new WassersteinDictionarySolver().solve(problem, context);
    }

    private static double[] mixed(WassersteinDictionaryProblem problem, WassersteinDictionary dictionary) {
        int count = problem.distributions().numRows;
        ProductDictionary products = new ProductDictionary(problem.grid().axes().stream().mapToInt(axis -> axis.length).toArray(),
                problem.atoms(), count);
        products.set(dictionary.factors(), dictionary.codes());
        double[] mixed = new double[count * problem.grid().size()];
        products.mix(mixed);
        return mixed;
    }

    private static GridLogSum sums(GroundCost.Grid grid) {
        return new GridLogSum(grid, new ThreadTeam(Runnable::run, 1), () -> true);
    }

    /** The mean transport cost by plain Sinkhorn iterations. */
    private static double loss(WassersteinDictionaryProblem problem, WassersteinDictionary dictionary) {
        double[] mixed = mixed(problem, dictionary);
        GridLogSum sums = sums(problem.grid());
        int size = problem.grid().size();
        double epsilon = problem.epsilon();
        double loss = 0;
        for (int n = 0; n < problem.distributions().numRows; n++) {
            double[] f = new double[size];
            double[] g = new double[size];
            for (int sweep = 0; sweep < 3000; sweep++) {
                System.arraycopy(g, 0, f, 0, size);
                sums.replace(f, 1 / epsilon);
                for (int i = 0; i < size; i++) {
                    f[i] = Math.log(problem.distributions().get(n, i)) - f[i];
                }
                System.arraycopy(f, 0, g, 0, size);
                sums.replace(g, 1 / epsilon);
                for (int j = 0; j < size; j++) {
                    g[j] = Math.log(mixed[n * size + j]) - g[j];
                }
            }
            for (int i = 0; i < size; i++) {
                loss += epsilon * (f[i] * problem.distributions().get(n, i) + g[i] * mixed[n * size + i]) / problem.distributions().numRows;
            }
        }
        return loss;
    }

    @Test
    void theAtomsOfMixturesAreFoundAgain() throws SolverException {
        WassersteinDictionaryProblem problem = mixtures(12, .01);
        Solution<WassersteinDictionary> solution = solve(problem, new TestContext().seed(1));
        assertEquals(Status.CONVERGED, solution.status(), solution.toString());
        double[] mixed = mixed(problem, solution.value());
        double difference = 0;
        for (int k = 0; k < mixed.length; k++) {
            difference += Math.abs(mixed[k] - problem.distributions().data[k]);
        }
        assertTrue(difference / 12 < .12, "mean difference in the 1-norm " + difference / 12);
        for (int column = 0; column < 2; column++) {
            double sum = 0;
            for (int i = 0; i < 6; i++) {
                sum += solution.value().factors().get(0).get(i, column);
            }
            assertEquals(1, sum, 1e-12);
        }
    }

    /** One atom for one distribution: the marginal of the plan whose rows are in proportion to exp(-C / epsilon). */
    @Test
    void oneDistributionHasAClosedForm() throws SolverException {
        GroundCost.Grid line = new GroundCost.Grid(List.of(new double[] {0, 1, 2}), 2);
        DMatrixRMaj single = new DMatrixRMaj(new double[][] {{.2, .5, .3}});
        WassersteinDictionaryProblem problem = new WassersteinDictionaryProblem(line, single, 1, .05);
        Solution<WassersteinDictionary> solution = solve(problem, new TestContext().with("tolerance", 1e-9));
        assertEquals(Status.CONVERGED, solution.status(), solution.toString());
        double[] best = new double[3];
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                sum += Math.exp(-(i - j) * (i - j) / .05);
            }
            for (int j = 0; j < 3; j++) {
                best[j] += single.data[i] * Math.exp(-(i - j) * (i - j) / .05) / sum;
            }
        }
        assertArrayEquals(best, mixed(problem, solution.value()), 1e-8);
    }

    @Test
    void theGradientOfTheConjugateIsThatOfDifferences() {
        double[] distribution = mixtures(1, .1).distributions().data;
        ConjugateLosses losses = new ConjugateLosses(sums(GRID), .1, distribution, GRID.size());
        RandomStream random = new RandomStream(9);
        double[] g = new double[GRID.size()];
        random.fillGaussian(g);
        double[] gradient = new double[g.length];
        double[] ignored = new double[g.length];
        losses.evaluate(0, g, gradient, 0);
        for (int j = 0; j < g.length; j += 7) {
            double kept = g[j];
            g[j] = kept + 1e-5;
            double up = losses.evaluate(0, g, ignored, 0);
            g[j] = kept - 1e-5;
            double down = losses.evaluate(0, g, ignored, 0);
            g[j] = kept;
            assertEquals((up - down) / 2e-5, gradient[j], 1e-8);
        }
    }

    /** Mixtures are linear in each block, so that differences are exact. */
    @Test
    void derivativesOfMixturesAreThoseOfDifferences() throws SolverException {
        WassersteinDictionary value = solve(mixtures(3, .1), new TestContext().with("maxIterations", 1L)).value();
        ProductDictionary dictionary = new ProductDictionary(new int[] {6, 5}, 2, 3);
        dictionary.set(value.factors(), value.codes());
        double[][] potentials = new double[3][GRID.size()];
        RandomStream random = new RandomStream(2);
        for (double[] potential : potentials) {
            random.fillGaussian(potential);
        }
        double[] mixed = new double[3 * GRID.size()];
        dictionary.mix(mixed);
        for (int block = 0; block < 3; block++) {
            double[] values = dictionary.block(block);
            double[] derivatives = new double[values.length];
            dictionary.differentiate(block, potentials, derivatives);
            for (int i = 0; i < values.length; i++) {
                double before = mean(dictionary, potentials, mixed);
                double kept = values[i];
                values[i] += 1;
                assertEquals(mean(dictionary, potentials, mixed) - before, derivatives[i], 1e-12, "block " + block);
                values[i] = kept;
            }
            dictionary.mix(mixed);
        }
    }

    private static double mean(ProductDictionary dictionary, double[][] potentials, double[] mixed) {
        dictionary.mix(mixed);
        double sum = 0;
        for (int k = 0; k < mixed.length; k++) {
            sum += potentials[k / GRID.size()][k % GRID.size()] * mixed[k] / potentials.length;
        }
        return sum;
    }

    @Test
    void theCostNeverRises() throws SolverException {
        WassersteinDictionaryProblem problem = mixtures(5, .05);
        double before = Double.POSITIVE_INFINITY;
        for (long iterations = 1; iterations < 12; iterations += 3) {
            Solution<WassersteinDictionary> solution = solve(problem, new TestContext().with("maxIterations", iterations)
                    .with("tolerance", 1e-12));
            double loss = loss(problem, solution.value());
            assertTrue(loss <= before + 1e-9, loss + " after " + before);
            before = loss;
        }
    }

    @Test
    void limitsCancellationAndWarmStarts() throws SolverException {
        WassersteinDictionaryProblem problem = mixtures(5, .05);
        Solution<WassersteinDictionary> limited = solve(problem, new TestContext().with("maxIterations", 3L).with("tolerance", 1e-10));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(Status.CANCELLED, solve(problem, new TestContext().with("tolerance", 1e-12).cancelAt(2)).status());
        Solution<WassersteinDictionary> cold = solve(problem, new TestContext().with("tolerance", 1e-3));
        Solution<WassersteinDictionary> warm = solve(problem, new TestContext().with("tolerance", 1e-3).start(cold.value()));
        assertEquals(1, warm.iterations());
        assertEquals(cold.value(), solve(problem, new TestContext().with("tolerance", 1e-3)).value());
    }
}
