package org.stillpoint.verify.internal.equilibrium;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradient;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;
import org.stillpoint.verify.internal.CertificateDraft;

/**
 * Verifies derivatives of equilibria: the states, the adjoint by products of its own, the derivatives by differences of u'f along random
 * directions in the inputs and in each array of parameters, and, where that does not take too long, all of them together by differences of
 * equilibria that are solved again here.
 */
@Component
@VerifierInfo(problem = EquilibriumGradientProblem.TYPE)
public final class EquilibriumGradientVerifier implements Verifier<EquilibriumGradientProblem, EquilibriumGradient> {

    private static final double DIFFERENCES = 1e-6;
    private static final int DIRECTIONS = 2;
    /** About how many products solving again may take. */
    private static final double MOST_PRODUCTS = 1e9;
    /** About how many times equilibria are solved again. */
    private static final int RUNS = 60;
    /** What errors of states may come to in derivatives. */
    private static final double MOST_AMPLIFIED = 1e-2;
    private static final double MOST_AMPLIFICATION = 1e3;
    /** The name of what a user's layer is differentiated by. */
    private static final String OF_SERVICE = "parameters";

    @Override
    public Certificate verify(EquilibriumGradientProblem problem, Solution<EquilibriumGradient> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence of the claim " + solution.status(), 0, 1);
            draft.note("Nothing is minimised, and nothing can show that there are no derivatives, so the claim " + solution.status()
                    + " is not certified.");
        } else {
            check(problem, solution.value(), context, draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(EquilibriumGradientProblem problem, EquilibriumGradient value, VerificationContext context,
            CertificateDraft draft) throws SolverException {
        EquilibriumProblem equilibrium = problem.equilibrium();
        LayerMap map = LayerMaps.of(equilibrium, context);
        Optional<StateMeasurement> measured = StatesCheck.check(equilibrium, map, value.states(), context.tolerance(), draft);
        if (measured.isEmpty()) {
            return;
        }
        boolean usable = StatesCheck.equal("components of a cotangent", problem.cotangent().size(), map.shape().state(), draft)
                && StatesCheck.equal("components of an adjoint", value.adjoint().size(), map.shape().state(), draft)
                & StatesCheck.equal("components of the derivatives by an input", value.inputs().size(), map.shape().input(), draft)
                & draft.usable("the adjoint", value.adjoint().values(), value.adjoint().values().length)
                & draft.usable("the derivatives by the inputs", value.inputs().values(), value.inputs().values().length);
        if (!usable) {
            return;
        }
        new AdjointCheck(problem, map, value).check(context.tolerance(), draft);
        LayerDirections directions = new LayerDirections(equilibrium);
        if (collect(equilibrium, value, directions, draft)) {
            compare(problem, value, map, measured.get(), directions, context, draft);
        }
    }

    /** Puts together what is differentiated by; false, with a check that fails, where an array has not the size it must have. */
    private static boolean collect(EquilibriumProblem equilibrium, EquilibriumGradient value, LayerDirections directions,
            CertificateDraft draft) {
        if (equilibrium.inputs().size() > 0) {
            directions.add(LayerDirections.INPUTS, equilibrium.inputs().values(), value.inputs().values());
        }
        boolean usable = true;
        DataRecord parameters = equilibrium.parameters();
        for (String name : value.parameters().names()) {
            double[] derivatives = value.parameters().numbers(name);
            if (equilibrium.standardLayer().isEmpty() && name.equals(OF_SERVICE)) {
                usable &= draft.usable("the derivatives by the layer's parameters", derivatives, derivatives.length);
                draft.note("The derivatives by the parameters of the layer " + equilibrium.layer() + " are taken as reported: "
                        + "only the layer itself can change them.");
            } else if (!parameters.has(name)) {
                draft.atLeast("parameters named " + name, 0, 1);
                usable = false;
            } else {
                usable &= draft.usable("the derivatives by " + name, derivatives, parameters.numbers(name).length);
                directions.add(name, parameters.numbers(name), derivatives);
            }
        }
        return usable;
    }

    private static void compare(EquilibriumGradientProblem problem, EquilibriumGradient value, LayerMap map, StateMeasurement measured,
            LayerDirections directions, VerificationContext context, CertificateDraft draft) throws SolverException {
        double bound = Math.max(DIFFERENCES, context.tolerance());
        double[] states = value.states().states().values();
        LayerDirections.Value products = moved -> products(moved, states, value.adjoint().values(), context);
        for (int i = 0; i < directions.size(); i++) {
            double worst = 0;
            for (int repeated = 0; repeated < DIRECTIONS; repeated++) {
                worst = Math.max(worst, directions.error(i, bound, products));
            }
            draft.atMost("derivatives by " + directions.name(i) + ": distance from differences of u'f (relative)", worst, bound);
        }
        int size = map.shape().state();
        if (directions.size() > 0 && map.exactProducts()
                && RUNS * Resolved.operations(size) * problem.equilibrium().batch() <= MOST_PRODUCTS) {
            double amplification = amplification(value.adjoint().values(), problem.cotangent().values(), size);
            double resolved = Math.max(bound, Math.min(MOST_AMPLIFIED, context.tolerance() * amplification * amplification));
            draft.atMost("derivatives along a random direction: distance from differences of equilibria solved again (relative)",
                    directions.errorOfAll(ofStates(measured, value, amplification), resolved,
                            moved -> equilibria(moved, states, problem.cotangent().values(), context)), resolved);
        }
    }

    /** What errors of the states come to in derivatives like u z', which may all be next to 0: |u|_1 times the errors of all components. */
    private static double ofStates(StateMeasurement measured, EquilibriumGradient value, double amplification) {
        double sum = 0;
        for (int k = 0; k < value.adjoint().values().length; k++) {
            sum += Math.abs(value.adjoint().values()[k]) * measured.absolute(k / value.adjoint().size());
        }
        return sum * Math.min(amplification, MOST_AMPLIFICATION) * value.adjoint().size();
    }

    /** The largest |u|_1 / |v|_1 of a sample: about how much the errors of states are larger than their residuals. */
    private static double amplification(double[] adjoint, double[] cotangent, int size) {
        double largest = 1;
        for (int first = 0; first < adjoint.length; first += size) {
            double left = 0;
            double right = 0;
            for (int k = first; k < first + size; k++) {
                left += Math.abs(adjoint[k]);
                right += Math.abs(cotangent[k]);
            }
            largest = right == 0 ? largest : Math.max(largest, left / right);
        }
        return largest;
    }

    /** The sum over samples of u'f at the states. */
    private static double[] products(EquilibriumProblem moved, double[] states, double[] adjoint, VerificationContext context)
            throws SolverException {
        double[] images = new double[states.length];
        LayerMaps.of(moved, context).apply(states, 0, moved.inputs().values(), 0, moved.batch(), images);
        return product(images, adjoint);
    }

    /** The sum over samples of v'z for the equilibria z. */
    private static double[] equilibria(EquilibriumProblem moved, double[] states, double[] cotangent, VerificationContext context)
            throws SolverException {
        Resolved resolved = new Resolved(moved, context);
        double[] solved = new double[states.length];
        double[] state = new double[states.length / moved.batch()];
        double[] input = new double[moved.inputs().size()];
        for (int sample = 0; sample < moved.batch(); sample++) {
            System.arraycopy(states, sample * state.length, state, 0, state.length);
            System.arraycopy(moved.inputs().values(), sample * input.length, input, 0, input.length);
            resolved.solve(state, input);
            System.arraycopy(state, 0, solved, sample * state.length, state.length);
        }
        return product(solved, cotangent);
    }

    private static double[] product(double[] left, double[] right) {
        double sum = 0;
        double magnitude = 0;
        for (int k = 0; k < left.length; k++) {
            sum += left[k] * right[k];
            magnitude += Math.abs(left[k] * right[k]);
        }
        return new double[] {sum, magnitude};
    }
}
