package org.stillpoint.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.History;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.api.problem.FixedPoint;

class CurveTest {

    private static Solution<FixedPoint> solution(Status status, double residual, History history) {
        return Solution.of(status, new FixedPoint(new double[1])).residual(residual, 1e-6).count(Counter.ITERATIONS, 3)
                .count(Counter.OPERATOR_EVALUATIONS, 4).build().withHistory(history);
    }

    @Test
    void aCurveGoesToTheResidualOfTheSolution() {
        History reported = new History(new long[] {0, 1}, new double[] {1, 2}, new double[] {.1, .2}, new double[] {1, .5});
        History drawn = Curve.of("s", solution(Status.CONVERGED, 0, reported), .3).history();
        assertArrayEquals(new long[] {0, 1, 3}, drawn.iterations());
        assertArrayEquals(new double[] {1, 2, 4}, drawn.evaluations());
        assertArrayEquals(new double[] {.1, .2, .3}, drawn.seconds());
        assertArrayEquals(new double[] {1, .5, 0}, drawn.residuals());
        assertSame(reported, Curve.of("s", solution(Status.STAGNATED, .5, reported), .3).history());
        History high = new History(new long[] {0, 3}, new double[2], new double[] {1, 1e-3});
        assertArrayEquals(new double[] {1, 1e-3, 1e-7}, Curve.of("s", solution(Status.CONVERGED, 1e-7, high), .3).history().residuals());
        History whole = new History(new long[] {0, 3}, new double[2], new double[] {1, 1e-7});
        assertSame(whole, Curve.of("s", solution(Status.CONVERGED, 1e-7, whole), .3).history());
        assertEquals(1, Curve.of("s", solution(Status.CONVERGED, 1e-7, History.EMPTY), .3).history().size());
    }

    private static RunSummary summary(Status status, History history) {
        return new RunSummary(1, "p", Optional.empty(), "fixed-point", "s", "1.0.0", Map.of(), RunState.DONE, Optional.of(status.name()),
                Optional.of(Verdict.CERTIFIED), 1e-7, 3, Instant.EPOCH, .3, "java", Optional.empty(), List.of(), Optional.empty(), history);
    }

    /** It ends where it did when it was solved. */
    @Test
    void aCurveOfTheHistoryGoesToTheResidualOfTheSolution() {
        History reported = new History(new long[] {0, 1}, new double[] {1, 2}, new double[] {.1, .2}, new double[] {1, .5});
        assertEquals(Curve.of("s", solution(Status.CONVERGED, 1e-7, reported), .3).history(),
                Curve.of("s", summary(Status.CONVERGED, reported)).history());
        assertSame(reported, Curve.of("s", summary(Status.STAGNATED, reported)).history());
    }

    @Test
    void aResidualOfZeroLiesAtTheFoot() {
        Curve curve = new Curve("s", new History(new long[] {0, 1, 2}, new double[3], new double[] {1, .01, 0}), 0);
        assertArrayEquals(new double[] {1, 0, 0}, new ConvergencePlot(Abscissa.ITERATIONS, List.of(curve), Double.NaN).up(0), 1e-12);
        Curve zero = new Curve("s", new History(new long[] {0}, new double[1], new double[1]), 0);
        assertTrue(new ConvergencePlot(Abscissa.ITERATIONS, List.of(zero), 1e-6).isEmpty());
        assertTrue(new ConvergencePlot(Abscissa.ITERATIONS, List.of(zero), Double.NaN).isEmpty());
    }
}
