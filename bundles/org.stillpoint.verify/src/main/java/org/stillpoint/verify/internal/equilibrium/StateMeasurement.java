package org.stillpoint.verify.internal.equilibrium;

import java.util.Random;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.ResidualMeasure;

/** How far each state of a batch is from a fixed point of a layer. */
final class StateMeasurement {

    private static final int PANEL_VALUES = 1 << 14;
    private static final int MOST_ROWS = 32;
    /** Rounding is told from so many changes of the last bits, and may be so many times what they change. */
    private static final int CHANGES = 8;
    private static final double MARGIN = 4;
    /** Rounding that comes to more than this part of the state would excuse too much. */
    private static final double LARGEST_ROUNDING = 1e-10;

    /** The rounding of an evaluation, in parts of the largest component of the image, of so many terms. */
    private static final double EVALUATION = 0x1p-50;
    private static final double TERMS = 16;

    private final EquilibriumProblem problem;
    private final LayerMap map;
    private final double[] states;
    private final int size;
    private final double[] absolute;
    private final double[] sizes;

    /**
     * Measures states.
     *
     * @param states the finite states, one row for each sample
     */
    StateMeasurement(EquilibriumProblem problem, LayerMap map, double[] states) {
        this.problem = problem;
        this.map = map;
        this.states = states;
        size = map.shape().state();
        absolute = new double[problem.batch()];
        sizes = new double[problem.batch()];
        int rows = Math.max(1, Math.min(MOST_ROWS, PANEL_VALUES / size));
        double[] images = new double[rows * size];
        for (int first = 0; first < problem.batch(); first += rows) {
            int count = Math.min(rows, problem.batch() - first);
            map.apply(states, first * size, problem.inputs().values(), problem.inputs().offset(first), count, images);
            for (int k = 0; k < count * size; k++) {
                int sample = first + k / size;
                absolute[sample] = Math.max(absolute[sample], Math.abs(images[k] - states[first * size + k]));
                sizes[sample] = Math.max(sizes[sample], Math.abs(images[k]));
            }
        }
    }

    /**
     * The largest distance of a component of a sample to its fixed point that a guarantee allows; infinite if it allows any for one of
     * them.
     */
    double distance(Guarantee guarantee) {
        double[] state = new double[size];
        double[] input = new double[problem.inputs().size()];
        double[] defect = new double[size];
        double largest = 0;
        for (int sample = 0; sample < problem.batch() && largest < Double.POSITIVE_INFINITY; sample++) {
            System.arraycopy(states, sample * size, state, 0, size);
            System.arraycopy(problem.inputs().values(), problem.inputs().offset(sample), input, 0, input.length);
            map.apply(state, 0, input, 0, 1, defect);
            double rounding = Math.max(EVALUATION * Math.max(1, size / TERMS) * Math.max(sizes[sample], map.terms()),
                    MARGIN * change(sample));
            for (int k = 0; k < size; k++) {
                double difference = defect[k] - state[k];
                defect[k] = Math.copySign(Math.abs(difference) + rounding, difference);
            }
            largest = Math.max(largest, guarantee.distance(state, input, defect));
        }
        return largest;
    }

    /** The largest component of the defect of a sample; NaN if its image is no finite number. */
    double absolute(int sample) {
        return absolute[sample];
    }

    /** That in parts of the largest component of the image. */
    double relative(int sample) {
        return absolute[sample] == 0 ? 0 : absolute[sample] / sizes[sample];
    }

    /** The residual of a sample as the problem measures it. */
    double residual(int sample) {
        return problem.measure() == ResidualMeasure.ABSOLUTE ? absolute(sample) : relative(sample);
    }

    /** How much of the residual of a sample rounding may be, as the problem measures it: the last bits of the image, or more. */
    double rounding(int sample) {
        double scale = sizes[sample];
        double rounding = Math.min(Math.max(MARGIN * change(sample), EVALUATION * Math.max(scale, map.terms())), LARGEST_ROUNDING * scale);
        return problem.measure() == ResidualMeasure.ABSOLUTE || rounding == 0 ? rounding : rounding / scale;
    }

    /**
     * By how much the image of a sample changes when each component of the state and the input changes by a unit in the last place. Sums in
     * another order differ by about as much, where large terms cancel.
     */
    private double change(int sample) {
        Random random = new Random(sample);
        int inputs = problem.inputs().size();
        double[] state = new double[(1 + CHANGES) * size];
        double[] input = new double[(1 + CHANGES) * inputs];
        double[] images = new double[(1 + CHANGES) * size];
        for (int i = 0; i <= CHANGES; i++) {
            double change = i == 0 ? 0 : Math.ulp(1.0);
            System.arraycopy(states, sample * size, state, i * size, size);
            System.arraycopy(problem.inputs().values(), problem.inputs().offset(sample), input, i * inputs, inputs);
            change(state, i * size, size, change, random);
            change(input, i * inputs, inputs, change, random);
        }
        map.apply(state, 0, input, 0, 1 + CHANGES, images);
        double largest = 0;
        for (int k = size; k < images.length; k++) {
            largest = Math.max(largest, Math.abs(images[k] - images[k % size]));
        }
        return largest;
    }

    private static void change(double[] values, int offset, int length, double change, Random random) {
        for (int k = offset; k < offset + length; k++) {
            values[k] *= 1 + (random.nextBoolean() ? change : -change);
        }
    }
}
