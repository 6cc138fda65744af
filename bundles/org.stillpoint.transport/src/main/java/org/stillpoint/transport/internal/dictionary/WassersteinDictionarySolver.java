package org.stillpoint.transport.internal.dictionary;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.WassersteinDictionary;
import org.stillpoint.api.problem.transport.WassersteinDictionaryProblem;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.transport.internal.grid.GridLogSum;

/**
 * Learns a dictionary of products of distributions by block coordinate descent with proximal regularisation; see {@link BlockDescent} for
 * the iteration. Every step lowers the mean transport cost. The atoms start as the marginals of randomly chosen distributions, mixed with
 * random ones; the codes start near equal.
 */
@Component
@Designate(ocd = DictionaryOptions.class)
@SolverInfo(id = "transport.dictionary", family = "transport", problem = WassersteinDictionaryProblem.TYPE,
        title = "Wasserstein dictionary of products: proximal block coordinate descent",
        paper = "Kwon and Lyu: Complexity of Block Coordinate Descent with Proximal Regularization and Applications to Wasserstein "
                + "CP-dictionary Learning, ICML 2023, arXiv:2306.02420; Rolet, Cuturi and Peyre: Fast dictionary learning with a smoothed "
                + "Wasserstein loss, AISTATS 2016")
public final class WassersteinDictionarySolver implements Solver<WassersteinDictionaryProblem, WassersteinDictionary> {

    /** How much of a first atom is random, so that no two are equal. */
    private static final double NOISE = 0.2;
    /** How exact blocks are, relative to the tolerance. */
    private static final double EXACTNESS = 0.01;

    @Override
    public Solution<WassersteinDictionary> solve(WassersteinDictionaryProblem problem, SolveContext context) throws SolverException {
        DictionaryOptions options = context.options(DictionaryOptions.class);
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            return solve(problem, context, options, new GridLogSum(problem.grid(), team, () -> true));
        }
    }

    private static Solution<WassersteinDictionary> solve(WassersteinDictionaryProblem problem, SolveContext context,
            DictionaryOptions options, GridLogSum sums) {
        List<double[]> axes = problem.grid().axes();
        int mixtures = problem.distributions().numRows;
        ProductDictionary dictionary = new ProductDictionary(axes.stream().mapToInt(axis -> axis.length).toArray(), problem.atoms(),
                mixtures);
        context.start(WassersteinDictionary.class).ifPresentOrElse(start -> dictionary.set(start.factors(), start.codes()),
                () -> start(problem, dictionary, new RandomStream(context.seed())));
        int size = problem.grid().size();
        ConjugateLosses losses = new ConjugateLosses(sums, problem.epsilon(), problem.distributions().data, size);
        BlockDescent descent = new BlockDescent(dictionary, losses, mixtures, size, options.proximity() / problem.epsilon(), context);
        double scale = largestCost(problem.grid());
        double exactness = EXACTNESS * options.tolerance();
        double residual = Double.NaN;
        long iteration = 0;
        Status status = null;
        while (status == null) {
            for (int block = 0; block <= axes.size() && !descent.interrupted(); block++) {
                descent.move(block, exactness, iteration, residual);
            }
            iteration++;
            residual = descent.gap() / scale;
            if (residual <= options.tolerance() && descent.disagreement() <= exactness) {
                status = Status.CONVERGED;
            } else if (descent.interrupted()) {
                status = context.interruption();
            } else if (iteration == options.maxIterations()) {
                status = Status.ITERATION_LIMIT;
            }
        }
        List<DMatrixRMaj> factors = new ArrayList<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            factors.add(dictionary.matrix(axis));
        }
        return Solution.of(status, new WassersteinDictionary(factors, dictionary.matrix(axes.size())))
                .residual(residual, options.tolerance()).count(Counter.ITERATIONS, iteration)
                .count(Counter.OPERATOR_EVALUATIONS, descent.evaluations() * mixtures).build();
    }

    private static void start(WassersteinDictionaryProblem problem, ProductDictionary dictionary, RandomStream random) {
        int axes = problem.grid().axes().size();
        DMatrixRMaj distributions = problem.distributions();
        for (int r = 0; r < problem.atoms(); r++) {
            int chosen = random.nextInt(distributions.numRows);
            int stride = problem.grid().size();
            for (int axis = 0; axis < axes; axis++) {
                int length = dictionary.length(axis);
                stride /= length;
                double[] factor = dictionary.block(axis);
                for (int j = 0; j < distributions.numCols; j++) {
                    factor[r * length + j / stride % length] += (1 - NOISE) * distributions.get(chosen, j);
                }
                blend(factor, r * length, length, random);
            }
        }
        double[] codes = dictionary.block(axes);
        for (int n = 0; n < distributions.numRows; n++) {
            for (int r = 0; r < problem.atoms(); r++) {
                codes[n * problem.atoms() + r] = (1 - NOISE) / problem.atoms();
            }
            blend(codes, n * problem.atoms(), problem.atoms(), random);
        }
    }

    /** Adds a random distribution and makes the sum 1. */
    private static void blend(double[] values, int from, int length, RandomStream random) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            values[i] += NOISE * (1 + random.nextDouble()) / length;
            sum += values[i];
        }
        for (int i = from; i < from + length; i++) {
            values[i] /= sum;
        }
    }

    private static double largestCost(GroundCost.Grid grid) {
        double largest = 0;
        for (double[] axis : grid.axes()) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (double coordinate : axis) {
                least = Math.min(least, coordinate);
                most = Math.max(most, coordinate);
            }
            largest += Math.pow(most - least, grid.exponent());
        }
        return Math.max(largest, Double.MIN_NORMAL);
    }

    /** Two distributions on a 2 x 2 grid, and as many atoms. */
    @Override
    public WassersteinDictionaryProblem selfCheck() {
        return new WassersteinDictionaryProblem(new GroundCost.Grid(List.of(new double[] {0, 1}, new double[] {0, 1}), 2),
                new DMatrixRMaj(new double[][] {{.5, .25, .25, 0}, {.1, .2, .3, .4}}), 2, .5);
    }

    /** Some hundred passes over the blocks, with some ten sweeps for each distribution. */
    @Override
    public double expectedSeconds(WassersteinDictionaryProblem problem) {
        return 1e-5 * problem.distributions().getNumElements() * problem.grid().axes().size();
    }
}
