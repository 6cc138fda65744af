package org.stillpoint.recurrence.internal.prediction;

import org.stillpoint.api.problem.recurrence.ScalarFunction;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.path.FirstOrderStep;

/**
 * Rounds of N steps of a first-order method: steps 1 to N - 1 are taken ahead with predicted gradients, the true gradients at all N points
 * are evaluated side by side, and the next state is a step with a true gradient from one of the points. The bits do not depend on the
 * number of threads; with N = 1 the path is that of the plain method.
 */
final class PredictedSteps {

    private final ScalarFunction function;
    private final FirstOrderStep step;
    private final PredictionOptions options;
    private final ThreadTeam team;
    private final ThreadTeam.Task evaluation = this::evaluate;
    private final GradientRegression regression;
    private final int size;
    private final double[][] states;
    private final double[][] points;
    private final double[][] gradients;
    private final double[][] predictions;
    private final double[] values;
    private final double[] norms;
    private boolean known;
    private int round;

    /**
     * Rounds from a start.
     *
     * @param steps N
     */
    PredictedSteps(ScalarFunction function, FirstOrderStep step, double[] start, PredictionOptions options, int steps, ThreadTeam team) {
        this.function = function;
        this.step = step;
        this.options = options;
        this.team = team;
        size = function.dimension();
        states = new double[steps][step.stateSize()];
        points = new double[steps][size];
        gradients = new double[steps][size];
        predictions = new double[steps][size];
        values = new double[steps];
        norms = new double[steps];
        regression = steps == 1 ? null
                : new GradientRegression(size, options.history(), options.kernel(), options.lengthScale(), options.ridge());
        states[0] = step.begin(start);
    }

    /** Predicts the points of a round and evaluates the gradients there. */
    void evaluate() {
        round = 1;
        if (known) {
            regression.fit();
            for (; round < states.length; round++) {
                regression.predict(states[round - 1], predictions[round - 1]);
                step.step(states[round - 1], predictions[round - 1], states[round]);
            }
        }
        for (int i = 0; i < round; i++) {
            System.arraycopy(states[i], 0, points[i], 0, size);
        }
        team.run(evaluation, round);
    }

    private void evaluate(int i) {
        function.gradient(points[i], gradients[i]);
        norms[i] = VectorKernels.norm2(gradients[i]);
        if (options.selection() == PredictionOptions.Selection.LOWEST_VALUE && states.length > 1) {
            values[i] = function.value(points[i]);
        }
    }

    /** How many gradients the round evaluated. */
    int evaluations() {
        return round;
    }

    /** The number of the point of the round with the least norm of the gradient. */
    int best() {
        int best = 0;
        for (int i = 1; i < round; i++) {
            if (norms[i] < norms[best] || Double.isNaN(norms[best])) {
                best = i;
            }
        }
        return best;
    }

    /** The norm of the gradient at a point of the round. */
    double norm(int i) {
        return norms[i];
    }

    /** A point of the round; live storage. */
    double[] point(int i) {
        return points[i];
    }

    /** Learns from the gradients and takes the step to the next round. */
    void advance() {
        int chosen = choose();
        if (states.length > 1) {
            for (int i = 0; i < round; i++) {
                if (Double.isFinite(norms[i])) {
                    regression.add(points[i], gradients[i]);
                    known = true;
                }
            }
        }
        step.step(states[chosen], gradients[chosen], states[0]);
    }

    private int choose() {
        return switch (options.selection()) {
            case LAST -> lastFinite();
            case LOWEST_VALUE -> lowest();
            case AGREEMENT -> agreed();
        };
    }

    private int lowest() {
        int least = 0;
        for (int i = 1; i < round; i++) {
            least = values[i] < values[least] && Double.isFinite(norms[i]) ? i : least;
        }
        return least;
    }

    private int agreed() {
        int last = 0;
        while (last + 1 < round && Double.isFinite(norms[last + 1]) && predictionError(last) <= options.agreement() * norms[last]) {
            last++;
        }
        return last;
    }

    private double predictionError(int i) {
        return Math.sqrt(VectorKernels.squaredDistance(predictions[i], 0, gradients[i], 0, size));
    }

    private int lastFinite() {
        int last = round - 1;
        while (last > 0 && !Double.isFinite(norms[last])) {
            last--;
        }
        return last;
    }
}
