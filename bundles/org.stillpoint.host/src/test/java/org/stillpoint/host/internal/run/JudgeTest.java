package org.stillpoint.host.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.host.internal.testing.TestFramework.register;
import static org.stillpoint.host.internal.testing.TestFramework.solver;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;
import org.stillpoint.host.internal.testing.SquareRoots;
import org.stillpoint.host.internal.testing.SquareRoots.Roots;
import org.stillpoint.host.internal.testing.TestSolver;

class JudgeTest {

    private RunFixture host;

    @BeforeEach
    void start() throws Exception {
        host = new RunFixture(1, 10);
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    private RunResult fixedPoint() throws InterruptedException {
        return host.service.submit(RunRequest.of(new FixedPointProblem("any", new double[1])).build()).await();
    }

    @Test
    void standardProblemsAreVerifiedByTheStandardBundleOnly() throws Exception {
        solver(host.bundle, "test.origin", FixedPointProblem.TYPE, new FixedPointSolver());
        Verifier<FixedPointProblem, FixedPoint> generous = (problem, solution, context) -> new Certificate("", List.of(
                Check.atMost("nothing", 0, context.tolerance())), Map.of(), List.of());
        register(host.bundle, Verifier.class, generous, Map.of(VerifierInfo.PROBLEM, FixedPointProblem.TYPE));
        assertEquals(Verdict.UNVERIFIED, fixedPoint().verdict());
        Bundle standard = host.framework.bundle(Judge.STANDARD_VERIFIERS, "0.1.0");
        register(standard, Verifier.class, generous, Map.of(VerifierInfo.PROBLEM, FixedPointProblem.TYPE));
        RunResult result = fixedPoint();
        assertEquals(Verdict.CERTIFIED, result.verdict());
        assertEquals("org.stillpoint.verify 0.1.0", result.certificate().orElseThrow().verifier());
        standard.stop();
        assertEquals(Verdict.UNVERIFIED, fixedPoint().verdict());
    }

    @Test
    void failingVerifierCertifiesNothing() throws Exception {
        Verifier<SquareRoots, Roots> failing = (problem, solution, context) -> {
            throw new ArrayIndexOutOfBoundsException("of the verifier");
        };
        var registration = register(host.bundle, Verifier.class, failing, Map.of(VerifierInfo.PROBLEM, SquareRoots.TYPE));
        RunResult result = host.run(TestSolver.newton());
        assertEquals(Verdict.NOT_CERTIFIED, result.verdict());
        assertTrue(result.remarks().get(0).contains("of the verifier"));
        registration.unregister();
        Verifier<SquareRoots, Roots> idle = (problem, solution, context) -> new Certificate("", List.of(), Map.of(), List.of());
        register(host.bundle, Verifier.class, idle, Map.of(VerifierInfo.PROBLEM, SquareRoots.TYPE));
        assertEquals(Verdict.NOT_CERTIFIED, host.run(TestSolver.newton()).verdict());
    }

    @Test
    void aResultThatClaimsNothingIsNotCertifiedHoweverGood() throws Exception {
        host.verifier();
        RunResult result = host.run(TestSolver.of((problem, context) -> Solution.of(
                Status.ITERATION_LIMIT, new Roots(new double[] {Math.sqrt(2), 3})).build()));
        assertEquals(Verdict.NOT_CERTIFIED, result.verdict());
        assertTrue(result.certificate().orElseThrow().holds());
        assertEquals(List.of(), result.remarks());
    }
}
