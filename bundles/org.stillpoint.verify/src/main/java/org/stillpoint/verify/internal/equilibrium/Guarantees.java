package org.stillpoint.verify.internal.equilibrium;

import static org.stillpoint.verify.internal.equilibrium.LinearGuarantee.text;

import java.util.Arrays;
import java.util.Optional;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.GraphNormalisation;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/** What theory says of the fixed points of each standard layer. */
final class Guarantees {

    private static final int MOST_PATTERNS = 1000;
    /** About how many operations boxes around states may take. */
    private static final double MOST_OPERATIONS = 1e9;

    private Guarantees() {
    }

    /** The guarantee of the layer of a problem. */
    static Guarantee of(EquilibriumProblem problem, int size) {
        Guarantee guarantee = new Guarantee();
        Optional<StandardLayer> standard = problem.standardLayer();
        if (standard.isEmpty()) {
            guarantee.remark("nothing is known of the layer " + problem.layer() + " but its values");
            return guarantee;
        }
        DataRecord parameters = problem.parameters();
        switch (standard.get()) {
            case DENSE -> {
                linear(parameters, size, guarantee).matrix(parameters.numbers("weight"), 0);
                double operations = (double) problem.batch() * LocalBox.operations(size);
                if (!guarantee.unique() && operations <= MOST_OPERATIONS) {
                    guarantee.distance(new LocalBox(parameters, size, problem.inputs().size())::distance);
                }
            }
            case MONOTONE -> linear(parameters, size, guarantee).matrix(MonotoneMap.weight(parameters, size), parameters.number("margin"));
            case CONVOLUTIONAL -> convolutional(parameters, size, guarantee);
            case SUBHOMOGENEOUS -> Subhomogeneity.describe(parameters, guarantee);
            case GRAPH -> graph(parameters, guarantee);
            case BOLTZMANN -> boltzmann(parameters, size, guarantee);
            case HOPFIELD -> hopfield(parameters, size, guarantee);
            case PROXIMAL -> ProximalGuarantee.describe(parameters, size, guarantee);
            case SCALAR -> OneVariableGuarantee.describe(problem, guarantee);
        }
        return guarantee;
    }

    private static LinearGuarantee linear(DataRecord parameters, int size, Guarantee guarantee) {
        return new LinearGuarantee(size, Activation.of(parameters).lipschitz(), guarantee);
    }

    private static void convolutional(DataRecord parameters, int size, Guarantee guarantee) {
        int[] shape = parameters.array("weight").shape();
        double[] kernel = parameters.numbers("weight");
        int height = (int) parameters.integer("height");
        int width = (int) parameters.integer("width");
        Correlation weight = new Correlation(shape, kernel, height, width);
        if (size <= LinearGuarantee.WIDEST) {
            double[] matrix = new double[size * size];
            double[] unit = new double[size];
            double[] row = new double[size];
            for (int i = 0; i < size; i++) {
                unit[i] = 1;
                Arrays.fill(row, 0);
                weight.addTransposed(unit, row);
                System.arraycopy(row, 0, matrix, i * size, size);
                unit[i] = 0;
            }
            linear(parameters, size, guarantee).matrix(matrix, 0);
            return;
        }
        double[] absolute = kernel.clone();
        for (int i = 0; i < absolute.length; i++) {
            absolute[i] = Math.abs(absolute[i]);
        }
        Correlation sums = new Correlation(shape, absolute, height, width);
        linear(parameters, size, guarantee).contraction((vector, result) -> {
            Arrays.fill(result, 0);
            sums.add(vector, 0, result, 0);
        }, (vector, result) -> {
            Arrays.fill(result, 0);
            sums.addTransposed(vector, result);
        });
    }

    private static void graph(DataRecord parameters, Guarantee guarantee) {
        double rho = parameters.number("gamma") * Activation.of(parameters).lipschitz();
        boolean rows = GraphNormalisation.of(parameters) == GraphNormalisation.ROWS;
        guarantee.quantity("contraction", rho);
        guarantee.reason(text("f contracts by gamma times the largest slope of the activation, %.6g, in %s", rho,
                rows ? "the largest component" : "the sum of components"),
                (state, input, defect) -> {
                    double total = 0;
                    for (double value : defect) {
                        total = rows ? Math.max(total, Math.abs(value)) : total + Math.abs(value);
                    }
                    return total / (1 - rho);
                });
    }

    private static void boltzmann(DataRecord parameters, int size, Guarantee guarantee) {
        int[] groups = Arrays.stream(parameters.numbers("groups")).mapToInt(count -> (int) count).toArray();
        double[] weight = BoltzmannMap.weight(parameters, groups, size);
        LinearGuarantee linear = new LinearGuarantee(size, 1, guarantee);
        linear.monotone(weight, parameters.number("margin"));
    }

    /** The Jacobian beta X'(diag p - p p')X has at most beta times the largest variance of patterns along a direction. */
    private static void hopfield(DataRecord parameters, int size, Guarantee guarantee) {
        double[] patterns = parameters.numbers("patterns");
        double beta = parameters.number("beta");
        int count = patterns.length / size;
        double widest = count <= MOST_PATTERNS ? diameter(patterns, count, size) : Double.POSITIVE_INFINITY;
        double rho = beta * widest * widest / 4;
        if (rho < 1) {
            guarantee.quantity("contraction", rho);
            guarantee.reason(text("f contracts by at most beta diameter^2 / 4 = %.6g in the Euclidean norm", rho),
                    (state, input, defect) -> LinearGuarantee.norm(defect) / (1 - rho));
        } else {
            guarantee.remark("patterns far apart have fixed points of their own");
            RetrievalBall ball = new RetrievalBall(patterns, count, size, beta);
            guarantee.distance((state, input, defect) -> ball.distance(state, defect));
        }
    }

    private static double diameter(double[] patterns, int count, int size) {
        double widest = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                widest = Math.max(widest, RetrievalBall.distance(patterns, i, j, size));
            }
        }
        return widest;
    }
}
