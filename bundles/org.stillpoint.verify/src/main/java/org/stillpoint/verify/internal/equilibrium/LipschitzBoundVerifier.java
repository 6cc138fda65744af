package org.stillpoint.verify.internal.equilibrium;

import java.util.Random;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.LipschitzBound;
import org.stillpoint.api.problem.equilibrium.LipschitzBoundProblem;
import org.stillpoint.api.problem.equilibrium.LipschitzNorm;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;
import org.stillpoint.verify.internal.CertificateDraft;

/**
 * Verifies Lipschitz bounds: the norm that is attained, and that neither it nor the bounds of images are exceeded at random points and
 * corners of the box. Over the parts into which the box was divided, intervals of the Jacobian are computed once more; for one evaluation
 * of the layer they are all that there is to know, and the bound must not be below theirs. The box of fixed points must hold what
 * intersecting the box with its own intervals leaves.
 */
@Component
@VerifierInfo(problem = LipschitzBoundProblem.TYPE)
public final class LipschitzBoundVerifier implements Verifier<LipschitzBoundProblem, LipschitzBound> {

    private static final double ROUNDING = 1e-9;
    private static final int MOST_POINTS = 2000;
    private static final double MOST_OPERATIONS = 1e9;
    private static final int LEAF = -1;
    private static final int ROUNDS = 2000;

    @Override
    public Certificate verify(LipschitzBoundProblem problem, Solution<LipschitzBound> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence of the claim " + solution.status(), 0, 1);
            draft.note("Every layer has a Lipschitz constant over a box, so the claim " + solution.status() + " is not certified.");
        } else {
            check(problem, solution.value(), context, draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(LipschitzBoundProblem problem, LipschitzBound value, VerificationContext context, CertificateDraft draft)
            throws SolverException {
        int size = problem.center().length;
        boolean usable = draft.usable("the bound", new double[] {value.bound(), value.attained()}, 2)
                & draft.usable("the state", value.state(), size) & draft.usable("the input", value.input(), problem.input().length)
                & draft.usable("imageLower", value.imageLower(), size) & draft.usable("imageUpper", value.imageUpper(), size)
                & draft.usable("fixedLower", value.fixedLower(), value.fixedLower().length)
                & draft.usable("fixedUpper", value.fixedUpper(), value.fixedUpper().length);
        if (!usable) {
            return;
        }
        double[] lower = corner(problem, -1);
        double[] upper = corner(problem, 1);
        LayerMap map = LayerMaps.of(EquilibriumProblem.of(problem.layer(), problem.parameters(),
                new Samples(problem.input(), 1, problem.input().length)), context);
        RepeatedMap repeated = new RepeatedMap(map, problem);
        draft.atMost("gap between the bound and what is attained (relative)", value.gap(), context.tolerance());
        draft.atMost("distance from the box of where it is attained", outside(value, lower, upper), ROUNDING);
        double own = repeated.norm(value.state(), value.input());
        draft.atMost("excess of what is said to be attained over the norm measured there (relative)",
                excess(value.attained(), own), ROUNDING);
        sample(problem, value, repeated, lower, upper, draft);
        intervals(problem, value, lower, upper, draft);
        draft.quantity("lipschitzBound", value.bound());
        draft.quantity("attained", own);
    }

    private static double[] corner(LipschitzBoundProblem problem, int sign) {
        int size = problem.center().length;
        double[] corner = new double[size + problem.input().length];
        for (int k = 0; k < corner.length; k++) {
            corner[k] = k < size ? problem.center()[k] + sign * problem.radius(k)
                    : problem.input()[k - size] + sign * problem.inputRadius(k - size);
        }
        return corner;
    }

    private static double outside(LipschitzBound value, double[] lower, double[] upper) {
        double outside = 0;
        for (int k = 0; k < lower.length; k++) {
            double component = k < value.state().length ? value.state()[k] : value.input()[k - value.state().length];
            outside = Math.max(outside, Math.max(lower[k] - component, component - upper[k]) / (1 + Math.abs(component)));
        }
        return outside;
    }

    private static double excess(double value, double bound) {
        return value <= bound ? 0 : (value - bound) / Math.max(bound, Double.MIN_NORMAL);
    }

    /** Norms and images at random points, half of them corners of the box, and differences of images between them. */
    private static void sample(LipschitzBoundProblem problem, LipschitzBound value, RepeatedMap repeated, double[] lower, double[] upper,
            CertificateDraft draft) {
        Random random = new Random(11);
        int size = problem.center().length;
        int points = (int) Math.max(20, Math.min(MOST_POINTS, MOST_OPERATIONS / 4 / problem.steps() / ((double) size * size * size + 100)));
        double norms = 0;
        double images = 0;
        double differences = 0;
        double[] state = new double[size];
        double[] input = new double[problem.input().length];
        double[] last = null;
        double[] lastImage = null;
        for (int point = 0; point < points; point++) {
            boolean corner = point % 4 == 3;
            for (int k = 0; k < lower.length; k++) {
                double part = corner ? random.nextInt(2) : random.nextDouble();
                double component = lower[k] + part * (upper[k] - lower[k]);
                if (k < size) {
                    state[k] = component;
                } else if (point % 2 == 0) {
                    input[k - size] = component;
                }
            }
            norms = Math.max(norms, excess(repeated.norm(state, input), value.bound()));
            double[] image = repeated.image(state, input);
            for (int k = 0; k < size; k++) {
                images = Math.max(images,
                        Math.max(value.imageLower()[k] - image[k], image[k] - value.imageUpper()[k]) / (1 + Math.abs(image[k])));
            }
            if (point % 2 == 1) {
                differences = Math.max(differences, excess(distance(image, lastImage, problem.norm()),
                        value.bound() * distance(state, last, problem.norm()) + 1e-12));
            }
            last = state.clone();
            lastImage = image;
        }
        draft.atMost("norms at random points: excess over the bound (relative)", norms, ROUNDING);
        draft.atMost("differences of images at random points: excess over the bound (relative)", differences, ROUNDING);
        draft.atMost("images of random points: distance from their bounds", images, ROUNDING);
    }

    private static double distance(double[] left, double[] right, LipschitzNorm norm) {
        double distance = 0;
        for (int k = 0; k < left.length; k++) {
            double difference = Math.abs(left[k] - right[k]);
            distance = norm == LipschitzNorm.LARGEST ? Math.max(distance, difference) : Math.hypot(distance, difference);
        }
        return distance;
    }

    private static void intervals(LipschitzBoundProblem problem, LipschitzBound value, double[] lower, double[] upper,
            CertificateDraft draft) {
        IntervalLayer layer = new IntervalLayer(problem);
        int size = problem.center().length;
        double each = 40.0 * problem.steps() * size * size * size;
        double bound = Double.POSITIVE_INFINITY;
        if (value.splits().length * each <= MOST_OPERATIONS) {
            int[] next = {0};
            bound = bound(problem, value.splits(), next, layer, lower, upper);
            draft.atMost("parts of the box left over", Math.abs(value.splits().length - next[0]), 0);
            draft.quantity("intervalBound", bound);
            if (problem.steps() == 1) {
                draft.atMost("bound over all parts by intervals: excess over the bound (relative)", excess(bound, value.bound()), ROUNDING);
            } else if (bound > value.bound() * (1 + ROUNDING)) {
                draft.note("The bound is below that of intervals of the Jacobian, and was checked at random points.");
            }
        } else {
            draft.note("The box has so many parts that intervals were not computed over each.");
        }
        fixedPoints(problem, value, layer, bound, lower, upper, draft);
    }

    /** The largest bound over the parts of a box, which are read from where {@code next} points to. */
    private static double bound(LipschitzBoundProblem problem, int[] splits, int[] next, IntervalLayer layer, double[] lower,
            double[] upper) {
        int component = next[0] < splits.length ? splits[next[0]] : LEAF;
        next[0]++;
        if (component < 0 || component >= lower.length) {
            layer.over(lower, upper, problem.steps());
            return layer.bound();
        }
        double middle = (lower[component] + upper[component]) / 2;
        double[] left = upper.clone();
        double[] right = lower.clone();
        left[component] = middle;
        right[component] = middle;
        return Math.max(bound(problem, splits, next, layer, lower, left), bound(problem, splits, next, layer, right, upper));
    }

    /** Where fixed points may be, and whether there is exactly one. */
    private static void fixedPoints(LipschitzBoundProblem problem, LipschitzBound value, IntervalLayer layer, double bound,
            double[] lower, double[] upper, CertificateDraft draft) {
        int size = problem.center().length;
        double[] low = lower.clone();
        double[] high = upper.clone();
        boolean none = false;
        boolean inside = true;
        for (int round = 0; round < ROUNDS && !none; round++) {
            layer.over(low, high, 1);
            double narrowed = 0;
            for (int k = 0; k < size; k++) {
                inside &= round > 0 || layer.imageLower()[k] >= lower[k] && layer.imageUpper()[k] <= upper[k];
                double width = high[k] - low[k];
                low[k] = Math.max(low[k], layer.imageLower()[k]);
                high[k] = Math.min(high[k], layer.imageUpper()[k]);
                none |= low[k] > high[k];
                narrowed = Math.max(narrowed, width - (high[k] - low[k]));
            }
            if (narrowed == 0) {
                break;
            }
        }
        if (value.fixedLower().length == 0) {
            draft.atLeast("evidence that there is no fixed point in the box", none ? 1 : 0, 1);
            draft.note("There is no fixed point in the box, for no input in it.");
            return;
        }
        double outside = 0;
        for (int k = 0; k < size && !none; k++) {
            outside = Math.max(outside, Math.max(value.fixedLower()[k] - low[k], high[k] - value.fixedUpper()[k]) / (1 + Math.abs(low[k])));
        }
        draft.atMost("distance of where fixed points may be from their bounds", outside, ROUNDING);
        String contracts = problem.steps() == 1 ? "contracts there" : "contracts there in " + problem.steps() + " evaluations";
        if (bound < 1 && inside) {
            draft.note("Exactly one fixed point in the box, for each input in it: the layer maps the box into itself and " + contracts
                    + ".");
        } else if (bound < 1) {
            draft.note("At most one fixed point in the box, for each input in it: the layer " + contracts + ", but does not map the box "
                    + "into itself, as far as intervals tell.");
        } else {
            draft.note("No certificate of uniqueness: intervals do not show that the layer contracts in the box.");
        }
    }
}
