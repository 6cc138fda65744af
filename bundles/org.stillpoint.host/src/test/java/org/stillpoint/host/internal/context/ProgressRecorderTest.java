package org.stillpoint.host.internal.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.History;
import org.stillpoint.api.Progress;

class ProgressRecorderTest {

    @Test
    void emptyBeforeTheFirstReport() {
        ProgressRecorder recorder = new ProgressRecorder();
        assertEquals(0, recorder.history().size());
        assertEquals(0, recorder.progress().iteration());
        assertTrue(Double.isNaN(recorder.progress().residual()));
    }

    @Test
    void theFractionIsShownOnceItIsKnown() {
        ProgressRecorder recorder = new ProgressRecorder();
        recorder.report(1, 1, 0.5);
        assertTrue(Double.isNaN(recorder.progress().fraction()) && Double.isNaN(recorder.progress().secondsLeft()));
        recorder.reached(0.25);
        recorder.finish();
        Progress progress = recorder.progress();
        assertEquals(0.25, progress.fraction());
        assertEquals(3 * progress.seconds(), progress.secondsLeft(), 1e-12 * progress.seconds());
        assertEquals(1, progress.iteration());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 511, 512, 513, 100_000, 3_000_001})
    void historyIsBoundedAndKeepsBothEnds(int reports) {
        ProgressRecorder recorder = new ProgressRecorder();
        for (int i = 1; i <= reports; i++) {
            recorder.report(i, 2.0 * i, 1.0 / i);
        }
        recorder.finish();
        History history = recorder.history();
        assertTrue(history.size() <= ProgressRecorder.CAPACITY + 1 && history.size() >= Math.min(reports, 200), history.size() + " points");
        assertEquals(1, history.iterations()[0]);
        assertEquals(reports, history.iterations()[history.size() - 1]);
        assertEquals(1.0 / reports, history.residuals()[history.size() - 1]);
        for (int i = 1; i < history.size(); i++) {
            assertTrue(history.iterations()[i] > history.iterations()[i - 1]);
            assertTrue(history.seconds()[i] >= history.seconds()[i - 1]);
        }
        assertEquals(recorder.progress().seconds(), recorder.progress().seconds());
    }

    /** A thousandfold longer first phase must not hide the steps of the second. */
    @Test
    void fastFinishAfterALongWarmUpStaysVisible() {
        ProgressRecorder recorder = new ProgressRecorder();
        for (int i = 1; i <= 1_000_000; i++) {
            recorder.report(i, 2.0 * i, 1e-3 * (1 + 0.1 * Math.sin(i)));
        }
        for (int i = 1; i <= 5; i++) {
            recorder.report(1_000_000 + i, 2.0 * (1_000_000 + i), Math.pow(10, -3 - 2 * i));
        }
        History history = recorder.history();
        for (int i = 1; i <= 5; i++) {
            assertEquals(Math.pow(10, -3 - 2 * i), history.residuals()[history.size() - 6 + i]);
        }
    }

    /** Jumps by many orders at every step use up the points by change, and those rules grow coarse, not the bound. */
    @Test
    void wildResidualsKeepTheBeginning() {
        ProgressRecorder recorder = new ProgressRecorder();
        for (int i = 1; i <= 200_000; i++) {
            recorder.report(i, 2.0 * i, i % 2 == 0 ? 1e8 : 1e-8);
        }
        History history = recorder.history();
        assertTrue(history.size() <= ProgressRecorder.CAPACITY + 1);
        long firstHalf = Arrays.stream(history.iterations()).filter(iteration -> iteration < 100_000).count();
        assertTrue(firstHalf > 50, firstHalf + " points of " + history.size() + " in the first half");
    }

    @Test
    void latestReportIsReadWholeWhileItIsWritten() throws Exception {
        ProgressRecorder recorder = new ProgressRecorder();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<String> torn = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            long last = 0;
            while (!stop.get()) {
                Progress progress = recorder.progress();
                if (progress.iteration() > 0 && progress.residual() != 0.5 * progress.iteration() || progress.iteration() < last) {
                    torn.set(progress + " after " + last);
                }
                last = progress.iteration();
            }
        });
        reader.start();
        for (int i = 1; i <= 5_000_000; i++) {
            recorder.report(i, 2.0 * i, 0.5 * i);
        }
        stop.set(true);
        reader.join();
        assertEquals(null, torn.get());
    }

    @Test
    void historyIsReadWholeWhilePointsComeAndGo() throws Exception {
        ProgressRecorder recorder = new ProgressRecorder();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<String> torn = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            while (!stop.get()) {
                History history = recorder.history();
                for (int i = 0; i < history.size(); i++) {
                    long iteration = history.iterations()[i];
                    if (history.evaluations()[i] != 2.0 * iteration || history.residuals()[i] != 0.5 * iteration
                            || i > 0 && (iteration <= history.iterations()[i - 1] || history.seconds()[i] < history.seconds()[i - 1])) {
                        torn.set("point " + i + " of " + history.size() + " at iteration " + iteration);
                    }
                }
            }
        });
        reader.start();
        for (int i = 1; i <= 5_000_000; i++) {
            recorder.report(i, 2.0 * i, 0.5 * i);
        }
        stop.set(true);
        reader.join();
        assertEquals(null, torn.get());
    }

    /** Somebody who stops in the middle of anything that locks the recorder does not stop the solver. */
    @Test
    void noLockStopsReports() throws Exception {
        ProgressRecorder recorder = new ProgressRecorder();
        Thread solver = new Thread(() -> {
            for (int i = 1; i <= 100_000; i++) {
                recorder.report(i, i, 1.0 / i);
            }
        });
        synchronized (recorder) {
            solver.start();
            solver.join(10_000);
            assertFalse(solver.isAlive());
        }
        assertEquals(100_000, recorder.progress().iteration());
    }

    /** The least time of several batches, so that what else the machine does counts little. */
    @Test
    void sixtyReadersASecondDoNotSlowASolver() throws Exception {
        ProgressRecorder recorder = new ProgressRecorder();
        report(recorder, 6);
        double alone = report(recorder, 6);
        AtomicBoolean stop = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!stop.get()) {
                recorder.history();
                LockSupport.parkNanos(16_000_000);
            }
        });
        reader.start();
        double watched = report(recorder, 6);
        stop.set(true);
        reader.join();
        assertTrue(watched < 1.5 * alone, watched + " s with a reader, " + alone + " s without");
    }

    private static double report(ProgressRecorder recorder, int batches) {
        double least = Double.POSITIVE_INFINITY;
        for (int batch = 0; batch < batches; batch++) {
            long start = System.nanoTime();
            for (int i = 1; i <= 3_000_000; i++) {
                recorder.report(i, i, 1e-3 + 1e-9 * (i & 1023));
            }
            least = Math.min(least, (System.nanoTime() - start) * 1e-9);
        }
        return least;
    }

    @Test
    void reportsDoNotAllocate() {
        ProgressRecorder recorder = new ProgressRecorder();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        double least = Double.POSITIVE_INFINITY;
        for (int batch = 0; batch < 20; batch++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            long start = System.nanoTime();
            for (int i = 0; i < 100_000; i++) {
                recorder.report(100_000L * batch + i, 2.0 * (100_000L * batch + i), 1e-3);
            }
            least = Math.min(least, (System.nanoTime() - start) / 1e5);
            long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertTrue(allocated < 10_000, allocated + " bytes for 100,000 reports");
        }
        System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, "a report takes {0} ns", least);
        assertTrue(least < 200, least + " ns");
    }
}
