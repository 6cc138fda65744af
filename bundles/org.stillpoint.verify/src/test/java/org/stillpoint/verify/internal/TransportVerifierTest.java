package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.verify.internal.TransportExamples.AT_MOST;
import static org.stillpoint.verify.internal.TransportExamples.doubled;
import static org.stillpoint.verify.internal.TransportExamples.entries;
import static org.stillpoint.verify.internal.TransportExamples.penalty;
import static org.stillpoint.verify.internal.TransportExamples.plan;
import static org.stillpoint.verify.internal.TransportExamples.scaled;
import static org.stillpoint.verify.internal.TransportExamples.three;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.ops.DConvertMatrixStruct;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;

class TransportVerifierTest {

    private static final double TOLERANCE = 1e-12;
    private static final double[][] EXACT_PLAN = {{.2, 0, 0}, {.1, .3, .1}, {0, 0, .3}};
    private static final double[] EXACT_F = {0, 0, -3};
    private static final double[] EXACT_G = {.25, .25, 4};

    private static Certificate verify(TransportProblem problem, TransportPlan value, double tolerance) throws SolverException {
        return verify(problem, Status.ITERATION_LIMIT, value, tolerance);
    }

    private static Certificate verify(TransportProblem problem, Status status, TransportPlan value, double tolerance)
            throws SolverException {
        return new TransportVerifier().verify(problem, Solution.of(status, value).build(), new TestFunctions(tolerance));
    }

    private static Certificate accepts(TransportProblem problem, TransportPlan value) throws SolverException {
        Certificate certificate = verify(problem, value, TOLERANCE);
        assertTrue(certificate.holds(), certificate.toString());
        return certificate;
    }

    /** Expects a certificate that fails, the named check among those that do. */
    private static void refuses(TransportProblem problem, TransportPlan value, String check) throws SolverException {
        Certificate certificate = verify(problem, value, TOLERANCE);
        assertTrue(certificate.checks().stream().anyMatch(each -> each.name().contains(check) && !each.holds()), certificate.toString());
    }

    private static double quantity(Certificate certificate, String name) {
        return certificate.quantities().get(name);
    }

    @Test
    void exactTransportIsAccepted() throws SolverException {
        Certificate certificate = accepts(three().build(), plan(EXACT_F, EXACT_G, EXACT_PLAN));
        assertEquals(.85, quantity(certificate, Certificate.OBJECTIVE), 1e-15);
        assertEquals(.85, quantity(certificate, Certificate.DUAL_OBJECTIVE), 1e-15);
        assertEquals(1, quantity(certificate, "mass"), 1e-15);
        DMatrixSparseCSC sparse = DConvertMatrixStruct.convert(new DMatrixRMaj(EXACT_PLAN), (DMatrixSparseCSC) null, 0);
        assertEquals(certificate.quantities(), accepts(three().build(), new TransportPlan(EXACT_F, EXACT_G, sparse)).quantities());
        TransportPlan shifted = plan(new double[] {1e3, 1e3, 997}, new double[] {.25 - 1e3, .25 - 1e3, 4 - 1e3}, EXACT_PLAN);
        assertEquals(.85, quantity(accepts(three().build(), shifted), Certificate.DUAL_OBJECTIVE), 1e-12);
    }

    @Test
    void whatSpoilsAnExactPlanIsFound() throws SolverException {
        TransportProblem problem = three().build();
        refuses(problem, plan(EXACT_F, EXACT_G, new double[][] {{.2, 0, 0}, {.1, .3, .1}, {0, 0, .3 + 1e-11}}), "marginal error");
        refuses(problem, plan(EXACT_F, EXACT_G, new double[][] {{.2 + 1e-11, -1e-11, 0}, {.1, .3, .1}, {0, 0, .3}}), "least entry");
        refuses(problem, plan(EXACT_F, new double[] {.25, .25, 4 + 1e-9}, EXACT_PLAN), "dual violation");
        refuses(problem, plan(EXACT_F, new double[] {.25, .25, 4 - 1e-9}, EXACT_PLAN), "duality gap");
        refuses(problem, plan(EXACT_F, EXACT_G, new double[][] {{.2, 0, 0}, {.1, .2, .2}, {0, .1, .2}}), "duality gap");
        refuses(problem, plan(EXACT_F, new double[] {.25, .25, Double.NaN}, EXACT_PLAN), "not finite");
        refuses(problem, plan(EXACT_F, new double[] {.25, .25, Double.NEGATIVE_INFINITY}, EXACT_PLAN), "not finite");
        refuses(problem, new TransportPlan(EXACT_F, EXACT_G), "do not determine");
        refuses(problem, new TransportPlan(new double[2], EXACT_G), "values of f");
        refuses(problem, plan(EXACT_F, EXACT_G, new double[][] {{.2, 0, 0}, {.1, Double.NaN, .1}, {0, 0, .3}}), "marginal error");
    }

    @Test
    void entropicTransportIsAccepted() throws SolverException {
        TransportProblem problem = three().regulariser(Regulariser.RELATIVE_ENTROPY, 1).build();
        Certificate certificate = accepts(problem, scaled(problem));
        assertEquals(1.016773533891401, quantity(certificate, "linearCost"), 1e-14);
        assertEquals(1.3757095898637224, quantity(certificate, Certificate.OBJECTIVE), 1e-14);
        assertEquals(1.3757095898637224, quantity(certificate, Certificate.DUAL_OBJECTIVE), 1e-14);
        TransportPlan potentials = scaled(problem);
        accepts(problem, new TransportPlan(potentials.f(), potentials.g(), entries(problem, potentials)));

        TransportProblem sharp = three().regulariser(Regulariser.RELATIVE_ENTROPY, .1).build();
        Certificate ofSharp = accepts(sharp, scaled(sharp));
        assertEquals(.8500000024736367, quantity(ofSharp, "linearCost"), 1e-14);
        assertEquals(.9113764704491829, quantity(ofSharp, Certificate.DUAL_OBJECTIVE), 1e-14);

        TransportProblem plain = three().regulariser(Regulariser.ENTROPY, 1).build();
        Certificate ofPlain = accepts(plain, scaled(plain));
        assertEquals(1.016773533891401, quantity(ofPlain, "linearCost"), 1e-14);
        double entropies = 0;
        for (double weight : new double[] {.2, .5, .3, .3, .3, .4}) {
            entropies += weight * Math.log(weight);
        }
        assertEquals(1.3757095898637224 + entropies, quantity(ofPlain, Certificate.OBJECTIVE), 1e-14);
    }

    @Test
    void twoPointsInClosedForm() throws SolverException {
        TransportProblem problem = TransportProblem.of(Measure.of(.5, .5), Measure.of(.5, .5),
                new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, 1}, {1, 0}}))).regulariser(Regulariser.ENTROPY, 1).build();
        double diagonal = 1 / (2 * (1 + Math.exp(-1)));
        double half = Math.log(diagonal) / 2;
        Certificate certificate = accepts(problem, new TransportPlan(new double[] {half, half}, new double[] {half, half}));
        assertEquals(.26894142136999516, quantity(certificate, "linearCost"), 1e-15);
    }

    @Test
    void whatSpoilsAnEntropicPlanIsFound() throws SolverException {
        TransportProblem problem = three().regulariser(Regulariser.RELATIVE_ENTROPY, 1).build();
        TransportPlan right = scaled(problem);
        DMatrixRMaj entries = entries(problem, right);
        entries.set(1, 1, entries.get(1, 1) + 1e-11);
        entries.set(1, 0, entries.get(1, 0) - 1e-11);
        entries.set(0, 0, entries.get(0, 0) + 1e-11);
        entries.set(0, 1, entries.get(0, 1) - 1e-11);
        refuses(problem, new TransportPlan(right.f(), right.g(), entries), "distance of the plan");
        double[] moved = right.f().clone();
        moved[0] += 1e-10;
        refuses(problem, new TransportPlan(moved, right.g()), "marginal error");
        refuses(problem, new TransportPlan(moved, right.g(), entries(problem, right)), "distance of the plan");
        TransportProblem other = three().regulariser(Regulariser.RELATIVE_ENTROPY, 1.0001).build();
        refuses(other, right, "marginal error");
        double[] huge = {1e300, 0, 0};
        refuses(problem, new TransportPlan(huge, right.g()), "marginal error");
    }

    @Test
    void penalisedAndFreeMarginalsAreAccepted() throws SolverException {
        TransportProblem both = doubled().regulariser(Regulariser.RELATIVE_ENTROPY, .5).rules(penalty(1), penalty(1)).build();
        Certificate certificate = accepts(both, scaled(both));
        assertEquals(1.1085316872579445, quantity(certificate, "mass"), 1e-14);
        assertEquals(quantity(certificate, Certificate.OBJECTIVE), quantity(certificate, Certificate.DUAL_OBJECTIVE), 1e-14);
        TransportProblem counting = doubled().regulariser(Regulariser.ENTROPY, .5).rules(penalty(1), penalty(1)).build();
        assertEquals(1.4907047032624599, quantity(accepts(counting, scaled(counting)), "mass"), 1e-14);

        TransportProblem semi = three().regulariser(Regulariser.RELATIVE_ENTROPY, .5).rules(penalty(1), MarginalRule.EXACT).build();
        TransportPlan potentials = scaled(semi);
        accepts(semi, potentials);
        assertArrayEquals(new double[] {.1246712667, .0032352165, .0000001594, .1746919667, .2475072014, .0049207567, .0006367666,
                .0492575821, .3950790838}, entries(semi, potentials).data, 1e-9);

        TransportProblem free = doubled().regulariser(Regulariser.ENTROPY, .5).rules(MarginalRule.FREE, MarginalRule.EXACT).build();
        TransportPlan ofFree = scaled(free);
        assertEquals(quantity(accepts(free, ofFree), Certificate.OBJECTIVE),
                quantity(accepts(free, ofFree), Certificate.DUAL_OBJECTIVE), 1e-14);
        refuses(both, potentials, "marginal error");
        refuses(free, new TransportPlan(new double[] {-1e-3, 0, 0}, ofFree.g()), "below the range");
    }

    @Test
    void partialTransportIsAccepted() throws SolverException {
        TransportProblem problem = three().rules(AT_MOST, AT_MOST).mass(.5).build();
        double[][] entries = {{0, 0, 0}, {.3, .2, 0}, {0, 0, 0}};
        TransportPlan right = new TransportPlan(new double[3], new double[3], .25, new DMatrixRMaj(entries));
        Certificate certificate = accepts(problem, right);
        assertEquals(.125, quantity(certificate, Certificate.OBJECTIVE), 1e-16);
        assertEquals(.125, quantity(certificate, Certificate.DUAL_OBJECTIVE), 1e-16);
        refuses(problem, new TransportPlan(new double[3], new double[3], .24, new DMatrixRMaj(entries)), "duality gap");
        refuses(problem, new TransportPlan(new double[3], new double[3], .26, new DMatrixRMaj(entries)), "dual violation");
        refuses(problem, new TransportPlan(new double[3], new double[3], .25, new DMatrixRMaj(
                new double[][] {{0, 0, 0}, {.3, .2 + 1e-11, 0}, {0, 0, 0}})), "marginal error");
        refuses(problem, new TransportPlan(new double[3], new double[3], .25, new DMatrixRMaj(
                new double[][] {{0, 0, 0}, {.4, .1, 0}, {0, 0, 0}})), "marginal error");
    }

    @Test
    void squaredEntriesAreAccepted() throws SolverException {
        TransportProblem problem = three().regulariser(Regulariser.QUADRATIC, 10).build();
        double[][] entries = {{.16, .04, 0}, {.14, .22, .14}, {0, .04, .26}};
        double[] f = {.2, 0, -1.8};
        double[] g = {1.65, 2.45, 5.4};
        Certificate certificate = accepts(problem, plan(f, g, entries));
        assertEquals(1.05, quantity(certificate, "linearCost"), 1e-15);
        assertEquals(1.97, quantity(certificate, Certificate.OBJECTIVE), 1e-14);
        assertEquals(1.97, quantity(certificate, Certificate.DUAL_OBJECTIVE), 1e-14);
        accepts(problem, new TransportPlan(f, g));
        refuses(problem, plan(EXACT_F, EXACT_G, EXACT_PLAN), "distance of the plan");
        refuses(problem, plan(EXACT_F, EXACT_G, EXACT_PLAN), "duality gap");
    }

    @Test
    void fewEntriesOfColumnsAreCounted() throws SolverException {
        TransportProblem two = three().regulariser(Regulariser.SPARSE, 1).support(2).build();
        double[] f = {.1, 0, -2.8};
        double[] g = {.35, .55, 4.1};
        assertEquals(.97, quantity(accepts(two, plan(f, g, EXACT_PLAN)), Certificate.DUAL_OBJECTIVE), 1e-15);
        TransportProblem one = three().regulariser(Regulariser.SPARSE, 1).support(1).build();
        refuses(one, plan(f, g, EXACT_PLAN), "entries of a column");
        TransportPlan single = plan(new double[] {0, 0, -3}, new double[] {.55, .55, 4.4}, new double[] {0, 0, 0},
                new double[] {.3, .3, 0}, new double[] {0, 0, .4});
        refuses(one, single, "marginal error");
        refuses(two, plan(f, new double[] {.35, .55, 4}, EXACT_PLAN), "distance of the plan");
        refuses(two, new TransportPlan(f, g), "do not determine");
    }

    @Test
    void pointsWithoutWeightTakeNoPart() throws SolverException {
        for (Regulariser regulariser : new Regulariser[] {Regulariser.ENTROPY, Regulariser.RELATIVE_ENTROPY}) {
            TransportProblem problem = TransportProblem.of(Measure.of(.5, 0, .5), TransportExamples.OTHER_THREE, TransportExamples.COSTS)
                    .regulariser(regulariser, .5).build();
            TransportPlan right = scaled(problem);
            assertEquals(Double.NEGATIVE_INFINITY, right.f()[1]);
            accepts(problem, right);
            DMatrixRMaj entries = entries(problem, right);
            accepts(problem, new TransportPlan(right.f(), right.g(), entries));
            entries.set(1, 1, 1e-11);
            refuses(problem, new TransportPlan(right.f(), right.g(), entries), "marginal error");
            refuses(problem, new TransportPlan(right.f(), right.g(), entries), "distance of the plan");
        }
    }

    @Test
    void unitsAreThoseOfTheScaledCosts() throws SolverException {
        TransportProblem problem = three().costScale(CostScale.MAX).build();
        double[] f = {0, 0, -3. / 9};
        double[] g = {.25 / 9, .25 / 9, 4. / 9};
        Certificate certificate = accepts(problem, plan(f, g, EXACT_PLAN));
        assertEquals(.85 / 9, quantity(certificate, Certificate.OBJECTIVE), 1e-16);
        assertEquals(9, quantity(certificate, "costUnit"));
        TransportProblem relative = three().regulariser(Regulariser.RELATIVE_ENTROPY, 1. / 9).epsilonUnit(CostScale.MAX).build();
        TransportPlan potentials = scaled(three().regulariser(Regulariser.RELATIVE_ENTROPY, 1).build());
        Certificate ofRelative = accepts(relative, potentials);
        assertEquals(1, quantity(ofRelative, "epsilon"));
        TransportProblem nothing = TransportProblem.of(Measure.of(1), Measure.of(1), new GroundCost.Matrix(new DMatrixRMaj(1, 1)))
                .costScale(CostScale.MAX).build();
        refuses(nothing, plan(new double[1], new double[1], new double[] {1}), "unit of the costs");
    }

    @Test
    void hugeCostsDoNotBlurSmallOnes() throws SolverException {
        DMatrixRMaj costs = new DMatrixRMaj(new double[][] {{1, 1e32}, {1e32, 2}});
        TransportProblem problem = TransportProblem.of(Measure.of(.5, .5), Measure.of(.5, .5), new GroundCost.Matrix(costs)).build();
        double[][] entries = {{.5, 0}, {0, .5}};
        assertEquals(1.5, quantity(accepts(problem, plan(new double[2], new double[] {1, 2}, entries)), Certificate.OBJECTIVE));
        refuses(problem, plan(new double[2], new double[] {1, 2 - 1e-10}, entries), "duality gap");
    }

    @Test
    void claimsOfNoPlanAndOfNoBoundAreDecided() throws SolverException {
        TransportPlan nothing = new TransportPlan(new double[3], new double[3]);
        TransportProblem crowded = TransportProblem.of(Measure.of(1, 1, 1), TransportExamples.THREE, TransportExamples.COSTS)
                .rules(MarginalRule.EXACT, AT_MOST).build();
        assertTrue(verify(crowded, Status.INFEASIBLE, nothing, TOLERANCE).holds());
        assertFalse(verify(three().build(), Status.INFEASIBLE, nothing, TOLERANCE).holds());
        TransportProblem rounded = TransportProblem.of(Measure.of(.2, .5, .3 + 1e-13), TransportExamples.THREE, TransportExamples.COSTS)
                .rules(MarginalRule.EXACT, AT_MOST).build();
        assertFalse(verify(rounded, Status.INFEASIBLE, nothing, TOLERANCE).holds());
        assertFalse(verify(crowded, Status.UNBOUNDED, nothing, TOLERANCE).holds());
        MarginalRule variation = new MarginalRule(MarginalRule.Kind.TOTAL_VARIATION, 1);
        GroundCost gains = new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, -1.5}}));
        TransportProblem growing = TransportProblem.of(Measure.of(1), Measure.of(1, 1), gains).rules(variation, MarginalRule.FREE).build();
        TransportPlan ofGrowing = new TransportPlan(new double[1], new double[2]);
        assertTrue(verify(growing, Status.UNBOUNDED, ofGrowing, TOLERANCE).holds());
        TransportProblem held = TransportProblem.of(Measure.of(1), Measure.of(1, 1), gains).rules(variation, variation).build();
        assertFalse(verify(held, Status.UNBOUNDED, ofGrowing, TOLERANCE).holds());
    }
}
