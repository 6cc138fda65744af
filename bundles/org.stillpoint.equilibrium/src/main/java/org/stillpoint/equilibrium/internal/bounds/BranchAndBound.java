package org.stillpoint.equilibrium.internal.bounds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.stillpoint.api.problem.equilibrium.LipschitzNorm;

/** Divides a box until the bound of the norm over the worst part is close to a norm that is attained. Used by one thread. */
final class BranchAndBound {

    private static final int LEAF = -1;
    private static final double CLOSE = 1e-12;

    /** A part of the box. */
    private static final class Part {

        private final Box box;
        private double bound;
        private int component = LEAF;
        private Part left;
        private Part right;

        private Part(Box box) {
            this.box = box;
        }
    }

    private final RepeatedLayer layer;
    private final LipschitzNorm norm;
    private final BoundPropagation propagation;
    private final Part root;
    private final PriorityQueue<Part> open = new PriorityQueue<>(Comparator.comparingDouble((Part part) -> part.bound).reversed());
    private final double[] imageLower;
    private final double[] imageUpper;
    private final double[] best;
    private double attained = -1;
    private double closed;
    private long splits;

    BranchAndBound(RepeatedLayer layer, Box box, LipschitzNorm norm, boolean linear) {
        this.layer = layer;
        this.norm = norm;
        propagation = new BoundPropagation(layer, linear);
        root = new Part(box);
        best = new double[box.lower().length];
        imageLower = new double[layer.size()];
        imageUpper = new double[layer.size()];
        root.bound = Double.POSITIVE_INFINITY;
        take(root, Double.POSITIVE_INFINITY);
        for (int i = 0; i < layer.size(); i++) {
            imageLower[i] = propagation.imageLower(i);
            imageUpper[i] = propagation.imageUpper(i);
        }
    }

    double bound() {
        return Math.max(closed, Math.max(attained, open.isEmpty() ? 0 : open.peek().bound));
    }

    double attained() {
        return attained;
    }

    double gap() {
        double bound = bound();
        return bound == 0 ? 0 : (bound - attained) / bound;
    }

    long splits() {
        return splits;
    }

    /** Where the norm is attained: (z, x). */
    double[] best() {
        return best;
    }

    double[] imageLower() {
        return imageLower;
    }

    double[] imageUpper() {
        return imageUpper;
    }

    /** Splits the worst part; false if there is nothing to split. */
    boolean split() {
        Part part = open.poll();
        if (part == null) {
            return false;
        }
        propagation.over(part.box);
        part.component = component(part.box);
        if (part.component == LEAF) {
            closed = Math.max(closed, part.bound);
            return true;
        }
        splits++;
        part.left = new Part(part.box.half(part.component, false));
        part.right = new Part(part.box.half(part.component, true));
        take(part.left, part.bound);
        take(part.right, part.bound);
        return true;
    }

    private void take(Part part, double inherited) {
        propagation.over(part.box);
        part.bound = Math.min(inherited, propagation.norm(norm));
        open.add(part);
        probe(part.box, part.bound);
    }

    /** Evaluates the norm in the middle, and where the derivative of a unit of the first step is largest. */
    private void probe(Box box, double bound) {
        double[] point = new double[best.length];
        for (int k = 0; k < point.length; k++) {
            point[k] = box.middle(k);
        }
        evaluate(point);
        if (attained >= bound * (1 - CLOSE) || norm == LipschitzNorm.EUCLIDEAN && splits > 0) {
            return;
        }
        double[] lowest = new double[point.length];
        double[] highest = new double[point.length];
        for (int unit = 0; unit < layer.size(); unit++) {
            for (int k = 0; k < point.length; k++) {
                double weight = k < layer.size() ? layer.weight()[unit * layer.size() + k]
                        : layer.inputWeight()[unit * layer.inputs() + k - layer.size()];
                lowest[k] = weight > 0 ? box.lower()[k] : box.upper()[k];
                highest[k] = weight > 0 ? box.upper()[k] : box.lower()[k];
            }
            steepest(unit, lowest, highest, point);
            evaluate(point);
        }
    }

    /** The point between two where the derivative of a unit is largest: at t = 0 for S-shaped activations, else at the end. */
    private void steepest(int unit, double[] lowest, double[] highest, double[] point) {
        double low = before(unit, lowest);
        double high = before(unit, highest);
        double wanted = switch (layer.activation()) {
            case TANH, SIGMOID -> 0;
            case CLIP -> .5;
            case IDENTITY, RELU, SOFTPLUS -> high;
        };
        double part = high > low ? Math.min(1, Math.max(0, (wanted - low) / (high - low))) : 1;
        for (int k = 0; k < point.length; k++) {
            point[k] = Math.min(Math.max(lowest[k] + part * (highest[k] - lowest[k]), Math.min(lowest[k], highest[k])),
                    Math.max(lowest[k], highest[k]));
        }
    }

    private double before(int unit, double[] point) {
        double[] state = Arrays.copyOf(point, layer.size());
        double[] input = Arrays.copyOfRange(point, layer.size(), point.length);
        return layer.before(unit, state, input);
    }

    private void evaluate(double[] point) {
        double[] jacobian = new double[layer.size() * layer.size()];
        layer.evaluate(Arrays.copyOf(point, layer.size()), Arrays.copyOfRange(point, layer.size(), point.length),
                jacobian);
        double value = MatrixNorms.below(jacobian, layer.size(), norm);
        if (value > attained) {
            attained = value;
            System.arraycopy(point, 0, best, 0, point.length);
        }
    }

    /** The component whose halving may narrow the derivatives most; that of no part if none of them varies. */
    private int component(Box box) {
        int size = layer.size();
        int all = box.lower().length;
        double[] reach = new double[size * all];
        double[] scores = new double[all];
        for (int step = 0; step < layer.steps(); step++) {
            double[] next = new double[size * all];
            for (int i = 0; i < size; i++) {
                for (int k = 0; k < all; k++) {
                    double sum = k < size ? 0 : Math.abs(layer.inputWeight()[i * layer.inputs() + k - size]);
                    for (int j = 0; j < size && step > 0; j++) {
                        sum += Math.abs(layer.weight()[i * size + j]) * propagation.largestSlope(step - 1, j) * reach[j * all + k];
                    }
                    next[i * all + k] = step == 0 && k < size ? Math.abs(layer.weight()[i * size + k]) : sum;
                    scores[k] += box.radius(k) * propagation.slopeWidth(step, i) * next[i * all + k];
                }
            }
            reach = next;
        }
        int widest = LEAF;
        for (int k = 0; k < all; k++) {
            boolean divisible = box.middle(k) > box.lower()[k] && box.middle(k) < box.upper()[k];
            if (divisible && scores[k] > (widest == LEAF ? 0 : scores[widest])) {
                widest = k;
            }
        }
        return widest;
    }

    /** The components of the splits, each part before its halves. */
    int[] tree() {
        List<Integer> components = new ArrayList<>();
        List<Part> waiting = new ArrayList<>(List.of(root));
        while (!waiting.isEmpty()) {
            Part part = waiting.remove(waiting.size() - 1);
            components.add(part.component);
            if (part.component != LEAF) {
                waiting.add(part.right);
                waiting.add(part.left);
            }
        }
        return components.stream().mapToInt(Integer::intValue).toArray();
    }
}
