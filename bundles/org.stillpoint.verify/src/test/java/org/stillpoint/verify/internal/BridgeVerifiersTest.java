package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.transport.BridgeChain;
import org.stillpoint.api.problem.transport.BridgePlan;
import org.stillpoint.api.problem.transport.DensityPath;
import org.stillpoint.api.problem.transport.DiscreteBridgeProblem;
import org.stillpoint.api.problem.transport.FlowCoupling;
import org.stillpoint.api.problem.transport.GradientFlowProblem;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.RectifiedFlowProblem;
import org.stillpoint.api.problem.transport.ReferenceFit;
import org.stillpoint.api.problem.transport.SchroedingerBridgeProblem;
import org.stillpoint.api.problem.transport.SnapshotBridgeProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.testing.Verification;

/** Verifiers of bridges and flows on solutions that are known in closed form, and on what is off in one thing each. */
class BridgeVerifiersTest {

    private static final double TOLERANCE = 1e-12;

    private static <P extends Problem, S extends Recordable> Certificate verify(Verifier<P, S> verifier, P problem, Status status, S value)
            throws SolverException {
        return verifier.verify(problem, Solution.of(status, value).residual(0, 1).build(), Verification.context(TOLERANCE));
    }

    private static DMatrixRMaj matrix(double... values) {
        return DMatrixRMaj.wrap(values.length, 1, values);
    }

    private static List<String> failures(Certificate certificate) {
        return certificate.checks().stream().filter(check -> !check.holds()).map(check -> check.name()).toList();
    }

    /** From N(0, 1) to N(1, 4) with epsilon 1: S^2 + S = 4 and r = 1. */
    @Test
    void gaussianBridges() throws SolverException {
        SchroedingerBridgeVerifier verifier = new SchroedingerBridgeVerifier();
        SchroedingerBridgeProblem problem = new SchroedingerBridgeProblem(SchroedingerBridgeProblem.gaussian(new double[1], matrix(1)),
                SchroedingerBridgeProblem.gaussian(new double[] {1}, matrix(4)), 1, 1);
        double spread = (Math.sqrt(17) - 1) / 2;
        double[] one = {0};
        Certificate right = verify(verifier, problem, Status.CONVERGED, new BridgePlan(1, one, matrix(1), matrix(spread)));
        assertTrue(right.holds(), right::toString);
        double loss = spread / 2 + (Math.log(2 * Math.PI * spread) + 4 / spread) / 2;
        assertEquals(loss, right.quantities().get(Certificate.OBJECTIVE), 1e-14);
        Certificate wide = verify(verifier, problem, Status.CONVERGED, new BridgePlan(1, one, matrix(1), matrix(spread + 1e-6)));
        assertEquals(List.of("largest derivative of the loss", "excess of the second moments' difference over what the tolerance allows"),
                failures(wide));
        assertFalse(verify(verifier, problem, Status.CONVERGED, new BridgePlan(1, one, matrix(1.001), matrix(spread))).holds());
        assertEquals(List.of("sum of the weights less 1"),
                failures(verify(verifier, problem, Status.CONVERGED, new BridgePlan(1, new double[] {.1}, matrix(1), matrix(spread)))));
        assertEquals(List.of("least spread"),
                failures(verify(verifier, problem, Status.CONVERGED, new BridgePlan(1, one, matrix(1), matrix(-spread)))));
        assertFalse(verify(verifier, problem, Status.CONVERGED, new BridgePlan(2, one, matrix(1), matrix(spread))).holds());
        assertFalse(verify(verifier, problem, Status.CONVERGED, new BridgePlan(1, one, matrix(Double.NaN), matrix(spread))).holds());
        assertFalse(verify(verifier, problem, Status.CONVERGED,
                new BridgePlan(1, new double[2], matrix(1, 1), matrix(spread, spread))).holds());
        assertFalse(verify(verifier, problem, Status.UNBOUNDED, new BridgePlan(1, one, matrix(1), matrix(spread))).holds());
    }

    /** A reference that forgets where it was: the bridge does too, and its relative entropy is that of its end. */
    @Test
    void chainsWithoutMemory() throws SolverException {
        DiscreteBridgeVerifier verifier = new DiscreteBridgeVerifier();
        DiscreteBridgeProblem problem = new DiscreteBridgeProblem(2, new double[] {.5, .5, .5, .5}, new double[] {.3, .7},
                new double[] {.2, .8});
        double[] transitions = {.2, .8, .2, .8};
        double[] potential = {Math.log(.2), Math.log(.8)};
        double[] marginals = {.3, .7, .2, .8};
        Certificate right = verify(verifier, problem, Status.CONVERGED, new BridgeChain(transitions, potential, marginals));
        assertTrue(right.holds(), right::toString);
        double entropy = .2 * Math.log(.4) + .8 * Math.log(1.6);
        assertEquals(entropy, right.quantities().get(Certificate.OBJECTIVE), 1e-15);
        assertEquals(entropy, right.quantities().get(Certificate.DUAL_OBJECTIVE), 1e-15);
        // The right ends, but the states at both are coupled.
        double[] coupled = {.2 / .3, .1 / .3, 0, 1};
        assertEquals(1, failures(verify(verifier, problem, Status.CONVERGED, new BridgeChain(coupled, potential, marginals))).size());
        assertFalse(verify(verifier, problem, Status.CONVERGED, new BridgeChain(transitions, new double[2], marginals)).holds());
        assertFalse(verify(verifier, problem, Status.CONVERGED, new BridgeChain(transitions, potential, new double[4])).holds());
        assertFalse(verify(verifier, problem, Status.CONVERGED,
                new BridgeChain(new double[] {.2, .7, .2, .8}, potential, marginals)).holds());
        assertFalse(verify(verifier, problem, Status.CONVERGED, new BridgeChain(transitions, new double[1], marginals)).holds());
        assertFalse(verify(verifier, problem, Status.INFEASIBLE, new BridgeChain(transitions, potential, marginals)).holds());
        DiscreteBridgeProblem apart = new DiscreteBridgeProblem(2, new double[] {1, 0, 0, 1}, new double[] {1, 0}, new double[] {0, 1});
        assertTrue(verify(verifier, apart, Status.INFEASIBLE, new BridgeChain(transitions, potential, marginals)).holds());
    }

    /** Two equal cells with equal masses stay as they are, whatever diffuses between them. */
    @Test
    void flowsAtRest() throws SolverException {
        GradientFlowVerifier verifier = new GradientFlowVerifier();
        double[] half = {.5, .5};
        GradientFlowProblem problem = new GradientFlowProblem(List.of(new double[] {0, 1}), half, new double[2], 2, 0, .1, 1, .3);
        double energy = 2 * Math.log(.5);
        DMatrixRMaj rest = new DMatrixRMaj(new double[][] {half, half});
        Certificate right = verify(verifier, problem, Status.CONVERGED, new DensityPath(rest, new double[] {energy, energy}));
        assertTrue(right.holds(), right::toString);
        assertEquals(energy, right.quantities().get(Certificate.OBJECTIVE), 1e-15);
        assertEquals(List.of("error of the energies (relative)"),
                failures(verify(verifier, problem, Status.CONVERGED, new DensityPath(rest, new double[] {energy, 0}))));
        DMatrixRMaj moved = new DMatrixRMaj(new double[][] {half, {.5 + 1e-6, .5 - 1e-6}});
        assertEquals(List.of("error of the optimality of a step (L1, relative to the mass)"),
                failures(verify(verifier, problem, Status.CONVERGED, new DensityPath(moved, new double[] {energy, energy}))));
        DMatrixRMaj negative = new DMatrixRMaj(new double[][] {half, {-.5, 1.5}});
        assertEquals(List.of("least mass"),
                failures(verify(verifier, problem, Status.CONVERGED, new DensityPath(negative, new double[] {energy, energy}))));
        DMatrixRMaj other = new DMatrixRMaj(new double[][] {{.4, .6}, half});
        assertFalse(verify(verifier, problem, Status.CONVERGED, new DensityPath(other, new double[] {energy, energy})).holds());
        DMatrixRMaj brief = new DMatrixRMaj(new double[][] {half});
        assertFalse(verify(verifier, problem, Status.CONVERGED, new DensityPath(brief, new double[] {energy, energy})).holds());
    }

    /** All mass piles up in one of two cells without need: the energy rises, and the cost of transport does not allow it. */
    @Test
    void energiesThatRiseAreSeen() throws SolverException {
        double[] half = {.5, .5};
        GradientFlowProblem problem = new GradientFlowProblem(List.of(new double[] {0, 1}), half, new double[2], 2, 0, .1, 1, .3);
        DMatrixRMaj piled = new DMatrixRMaj(new double[][] {half, {.9, .1}});
        double[] energies = {2 * Math.log(.5), 2 * (.9 * Math.log(.9) + .1 * Math.log(.1))};
        List<String> failures = failures(verify(new GradientFlowVerifier(), problem, Status.CONVERGED, new DensityPath(piled, energies)));
        assertEquals(List.of("error of the optimality of a step (L1, relative to the mass)",
                "rise of the energy beyond what the entropic cost allows (relative)"), failures);
    }

    @Test
    void couplingsInOrder() throws SolverException {
        RectifiedFlowVerifier verifier = new RectifiedFlowVerifier();
        RectifiedFlowProblem problem = new RectifiedFlowProblem(matrix(0, 1), matrix(4, 2), 2, 0);
        Certificate right = verify(verifier, problem, Status.CONVERGED, new FlowCoupling(matrix(2, 4), new double[] {4.25, 3.25, 3.25}));
        assertTrue(right.holds(), right::toString);
        assertEquals(0, right.quantities().get("largestGainByAnExchange"));
        Certificate crossed = verify(verifier, problem, Status.CONVERGED, new FlowCoupling(matrix(4, 2), new double[] {4.25, 4.25}));
        assertEquals(List.of("excess over the least cost between the sources and the ends (relative)"), failures(crossed));
        assertEquals(2, crossed.quantities().get("largestGainByAnExchange"), 1e-15);
        assertEquals(List.of("energy coefficient between the ends and the targets"), failures(verify(verifier, problem, Status.CONVERGED,
                new FlowCoupling(matrix(2, 3), new double[] {4.25, 2, 2}))));
        assertEquals(List.of("change of the cost in the last round (relative)"), failures(verify(verifier, problem, Status.CONVERGED,
                new FlowCoupling(matrix(2, 4), new double[] {4.25, 3.25}))));
        assertFalse(verify(verifier, problem, Status.CONVERGED, new FlowCoupling(matrix(2), new double[] {4.25, 3.25, 3.25})).holds());
        assertFalse(verify(verifier, problem, Status.CONVERGED, new FlowCoupling(matrix(2, 4), new double[0])).holds());
        assertFalse(verify(verifier, problem, Status.INFEASIBLE, new FlowCoupling(matrix(2, 4), new double[] {4.25, 3.25, 3.25})).holds());
    }

    /** From the centre itself to both sides of it, at the distance of the standard deviation. */
    @Test
    void referencesOfTheRightSpread() throws SolverException {
        SnapshotBridgeVerifier verifier = new SnapshotBridgeVerifier();
        double rate = .7;
        double deviation = Math.sqrt(-Math.expm1(-2 * rate) / (2 * rate));
        SnapshotBridgeProblem problem = new SnapshotBridgeProblem(List.of(Measure.uniform(matrix(3)), Measure.uniform(matrix(3 - deviation,
                3 + deviation))), new double[] {5, 6}, new double[] {1});
        double density = Math.exp(-.5) / (Math.sqrt(2 * Math.PI) * deviation);
        double[] potential = {-Math.log(density)};
        double[] none = new double[2];
        double[] centre = {3};
        Certificate right = verify(verifier, problem, Status.CONVERGED, new ReferenceFit(new double[] {rate}, centre, potential, none));
        assertTrue(right.holds(), right::toString);
        assertEquals(-Math.log(density), right.quantities().get(Certificate.OBJECTIVE), 1e-14);
        List<String> failures = failures(verify(verifier, problem, Status.CONVERGED,
                new ReferenceFit(new double[] {rate}, new double[] {3.01}, potential, none)));
        assertTrue(failures.contains("derivative of the likelihood by a centre, in units of the deviation"), failures::toString);
        failures = failures(verify(verifier, problem, Status.CONVERGED,
                new ReferenceFit(new double[] {rate + .01}, centre, potential, none)));
        assertTrue(failures.contains("derivative of the likelihood by a rate, in units of the whole time"), failures::toString);
        assertEquals(List.of("error of both marginals of a plan (L1)"), failures(verify(verifier, problem, Status.CONVERGED,
                new ReferenceFit(new double[] {rate}, centre, potential, new double[] {1e-6, -1e-6}))).subList(0, 1));
        double[] notFinite = {Double.NaN, 0};
        ReferenceFit broken = new ReferenceFit(new double[] {rate}, centre, potential, notFinite);
        assertFalse(verify(verifier, problem, Status.CONVERGED, broken).holds());
        assertFalse(verify(verifier, problem, Status.CONVERGED, new ReferenceFit(new double[2], centre, potential, none)).holds());
    }
}
