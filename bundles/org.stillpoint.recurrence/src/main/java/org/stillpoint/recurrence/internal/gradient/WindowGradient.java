package org.stillpoint.recurrence.internal.gradient;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.problem.recurrence.Sequences;

/**
 * The squared error of the output over some windows of sequences, which run side by side, each from the state 0, and its derivatives by the
 * weights by back-propagation through time. What acts on input and weights is computed for all steps at once, so that a step itself is a
 * product with the matrix of the states and the function of the units. Used by one thread; differentiating allocates nothing.
 */
public final class WindowGradient {

    private final ModelWeights model;
    private final int steps;
    private final int burnIn;
    private final double forcing;
    private final StridedProducts products;
    private final Panel input;
    private final Layer[] layers;
    private final Panel output;
    private final Panel target;

    /** What is kept of a layer: for every step, the windows side by side. */
    private final class Layer {

        private final CellAdjoint cell;
        /** The states before the first step and after every step, and views of two of them that follow each other. */
        private final Panel states;
        private final Panel start;
        private final Panel next;
        /** Where steps start under teacher forcing, otherwise a view of the states. */
        private final Panel starts;
        private final Panel sums;
        private final Panel apart;
        /** The derivatives by the states, and by those before a step. */
        private final Panel cotangents;
        private final Panel before;

        Layer(CellAdjoint cell, int lanes) {
            this.cell = cell;
            int size = cell.shape.state();
            states = Panel.of(size, (steps + 1) * lanes);
            next = states.view();
            starts = forcing > 0 ? Panel.of(size, steps * lanes) : states.view();
            start = starts.view();
            sums = Panel.of(cell.sums(), steps * lanes);
            apart = Panel.of(cell.apart(), steps * lanes);
            cotangents = Panel.of(size, steps * lanes);
            before = Panel.of(size, lanes);
        }

        boolean forward(double[] weights, Panel given, int lanes, BooleanSupplier proceed) {
            int all = steps * lanes;
            states.layOut(all + lanes, 0, lanes);
            states.fill(0);
            next.layOut(all + lanes, 0, lanes);
            starts.layOut(forcing > 0 ? all : all + lanes, 0, all);
            start.layOut(starts.stride, 0, lanes);
            sums.layOut(all, 0, all);
            apart.layOut(all, 0, all);
            cell.drive(weights, given, sums, apart, products);
            for (int t = 0; t < steps; t++) {
                if (!proceed.getAsBoolean()) {
                    return false;
                }
                sums.lanes(t * lanes, lanes);
                apart.lanes(t * lanes, lanes);
                start.lanes(t * lanes, lanes);
                next.lanes(t * lanes, lanes);
                if (forcing > 0) {
                    mix(t, lanes);
                }
                next.lanes((t + 1) * lanes, lanes);
                cell.step(weights, sums, apart, start, next, products);
            }
            states.lanes(lanes, all);
            return true;
        }

        /** Where a step starts: between the state, of which {@link #next} is a view, and the target of the step before. */
        private void mix(int t, int lanes) {
            for (int k = 0; k < start.rows; k++) {
                int shown = target.row(k) + (t - 1) * lanes;
                for (int i = 0; i < lanes; i++) {
                    double state = next.values[next.row(k) + i];
                    start.values[start.row(k) + i] = t == 0 ? state : (1 - forcing) * state + forcing * target.values[shown + i];
                }
            }
        }

        /** From the cotangents of the states, those of the sums and the gradient. */
        boolean backward(double[] weights, Panel given, int lanes, double[] gradient, BooleanSupplier proceed) {
            before.resize(lanes);
            for (int t = steps - 1; t >= 0; t--) {
                if (!proceed.getAsBoolean()) {
                    return false;
                }
                sums.lanes(t * lanes, lanes);
                apart.lanes(t * lanes, lanes);
                start.lanes(t * lanes, lanes);
                next.lanes((t + 1) * lanes, lanes);
                cotangents.lanes(t * lanes, lanes);
                if (t < steps - 1) {
                    addBefore();
                }
                cell.pullBack(weights, sums, apart, start, next, cotangents, before, gradient, products);
            }
            sums.lanes(0, steps * lanes);
            apart.lanes(0, steps * lanes);
            cell.gradient(given, starts, sums, apart, gradient, products);
            return true;
        }

        private void addBefore() {
            for (int k = 0; k < before.rows; k++) {
                int from = before.row(k);
                int to = cotangents.row(k);
                for (int i = 0; i < before.lanes; i++) {
                    cotangents.values[to + i] += (1 - forcing) * before.values[from + i];
                }
            }
        }
    }

    /**
     * Room for windows.
     *
     * @param lanes the most windows at a time
     * @param steps the steps of a window
     * @param burnIn the first steps, which do not count
     * @param forcing the weight of teacher forcing by the targets, 0 for none
     * @param inputs the number of components of the input
     */
    public WindowGradient(ModelWeights model, int lanes, int steps, int burnIn, double forcing, int inputs, Blas blas) {
        this.model = model;
        this.steps = steps;
        this.burnIn = burnIn;
        this.forcing = forcing;
        products = new StridedProducts(blas);
        input = Panel.of(inputs, steps * lanes);
        layers = model.cells().stream().map(cell -> new Layer(cell, lanes)).toArray(Layer[]::new);
        output = Panel.of(model.outputs(), steps * lanes);
        target = Panel.of(model.outputs(), steps * lanes);
    }

    /**
     * Differentiates the sum of squared errors of some windows.
     *
     * @param weights the weights
     * @param inputs the sequences of inputs
     * @param targets the sequences of targets
     * @param windows where the windows begin: the number of the sequence times the steps of a sequence, plus the first step
     * @param from the first of these windows to take
     * @param lanes how many to take
     * @param scale the factor of the derivatives
     * @param gradient receives, added, the derivatives by the weights
     * @param proceed asked at each step whether to go on
     * @return the sum of squares over the steps that count; not a number if the answer was no
     */
    public double run(double[] weights, Sequences inputs, Sequences targets, int[] windows, int from, int lanes, double scale,
            double[] gradient, BooleanSupplier proceed) {
        gather(inputs, windows, from, lanes, input);
        gather(targets, windows, from, lanes, target);
        Panel given = input;
        for (Layer layer : layers) {
            if (!layer.forward(weights, given, lanes, proceed)) {
                return Double.NaN;
            }
            given = layer.states;
        }
        Layer last = layers[layers.length - 1];
        double sum = compare(weights, last, lanes, scale);
        last.cotangents.layOut(steps * lanes, 0, steps * lanes);
        last.cotangents.fill(0);
        throughReadout(weights, last, gradient);
        for (int i = layers.length - 1; i >= 0; i--) {
            Panel below = i == 0 ? input : layers[i - 1].states;
            if (!layers[i].backward(weights, below, lanes, gradient, proceed)) {
                return Double.NaN;
            }
            if (i > 0) {
                layers[i - 1].cotangents.layOut(steps * lanes, 0, steps * lanes);
                layers[i - 1].cotangents.fill(0);
                layers[i].cell.inputCotangent(weights, layers[i].sums, layers[i - 1].cotangents, products);
            }
        }
        return sum;
    }

    /** Leaves the derivatives by the output in its place. */
    private double compare(double[] weights, Layer last, int lanes, double scale) {
        int all = steps * lanes;
        output.layOut(all, 0, all);
        for (int k = 0; k < output.rows; k++) {
            int row = output.row(k);
            if (model.hasReadout()) {
                Arrays.fill(output.values, row, row + all, weights[model.readoutBias() + k]);
            } else {
                System.arraycopy(last.states.values, last.states.row(k), output.values, row, all);
            }
        }
        if (model.hasReadout()) {
            products.add(weights, model.readoutWeight(), output.rows, last.cell.shape.hidden(), last.states, output, 0);
        }
        double sum = 0;
        for (int k = 0; k < output.rows; k++) {
            int row = output.row(k);
            int wanted = target.row(k);
            Arrays.fill(output.values, row, row + burnIn * lanes, 0);
            for (int i = burnIn * lanes; i < all; i++) {
                double difference = output.values[row + i] - target.values[wanted + i];
                sum += difference * difference;
                output.values[row + i] = 2 * scale * difference;
            }
        }
        return sum;
    }

    private void throughReadout(double[] weights, Layer last, double[] gradient) {
        if (!model.hasReadout()) {
            for (int k = 0; k < output.rows; k++) {
                System.arraycopy(output.values, output.row(k), last.cotangents.values, last.cotangents.row(k), output.lanes);
            }
            return;
        }
        int hidden = last.cell.shape.hidden();
        products.addOuter(output, 0, output.rows, last.states, hidden, gradient, model.readoutWeight());
        products.addSums(output, 0, output.rows, gradient, model.readoutBias());
        products.addTransposed(weights, model.readoutWeight(), output.rows, hidden, output, 0, last.cotangents);
    }

    private void gather(Sequences sequences, int[] windows, int from, int lanes, Panel panel) {
        panel.layOut(steps * lanes, 0, steps * lanes);
        int size = sequences.size();
        for (int lane = 0; lane < lanes; lane++) {
            int first = windows[from + lane] * size;
            for (int t = 0; t < steps; t++) {
                for (int k = 0; k < size; k++) {
                    panel.values[k * panel.stride + t * lanes + lane] = sequences.values()[first + t * size + k];
                }
            }
        }
    }
}
