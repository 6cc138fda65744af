package org.stillpoint.ui.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** A hundred runs leave nothing behind in the window's process but their lines in the history. */
class MemoryTest {

    private static final Pattern LINE = Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)", Pattern.MULTILINE);
    private static final String OURS = "org.stillpoint.";
    private static final String TESTS = "org.stillpoint.ui.itest.";
    /** What the history keeps of a run. */
    private static final Set<String> HISTORY = Set.of("org.stillpoint.api.run.RunSummary", "org.stillpoint.ui.internal.history.RunEntry");
    private static final int RUNS = 100;
    private static final String[] SOLVERS = {"transport.auto", "transport.grid", "transport.newton", "transport.sinkhorn"};
    /** Session keeps the newest 40 runs with their solutions: before the first look there must have been that many. */
    private static final int FIRST_RUNS = 60;
    private static final int SLACK = 10;
    /** Of which a line of the history needs a part. */
    private static final long BYTES_OF_RUN = 50_000;

    private final Robot robot = new Robot();
    private final User user = new User(robot);

    private record Count(long instances, long bytes) {
    }

    @Test
    void memoryIsFlatOverAHundredRuns() throws Exception {
        user.open(User.example("grid-transport.problem.json"));
        run(FIRST_RUNS);
        Map<String, Count> before = histogram();
        run(RUNS);
        Map<String, Count> after = histogram();
        StringBuilder grown = new StringBuilder();
        StringBuilder unbounded = new StringBuilder();
        after.forEach((type, count) -> {
            long more = count.instances() - before.getOrDefault(type, new Count(0, 0)).instances();
            if (type.startsWith(OURS) && !type.startsWith(TESTS) && more > SLACK) {
                grown.append("    ").append(type).append(" +").append(more).append('\n');
                if (!HISTORY.contains(type)) {
                    unbounded.append(type).append(" +").append(more).append('\n');
                }
            }
        });
        long bytes = bytes(after) - bytes(before);
        Files.writeString(Path.of(System.getProperty(TestsInWorkbench.REPORTS), "memory.txt"),
                "%d bytes of %d more after %d runs, with %n%s".formatted(bytes, bytes(before), RUNS, grown));
        assertTrue(unbounded.isEmpty(), unbounded::toString);
        assertTrue(bytes < RUNS * BYTES_OF_RUN, () -> bytes + " bytes");
    }

    private void run(int runs) {
        int there = user.runs();
        user.run(SOLVERS);
        user.awaitRuns(there + SOLVERS.length);
        for (int started = SOLVERS.length; started < runs; started += SOLVERS.length) {
            user.show("run");
            user.start();
            user.awaitRuns(there + started + SOLVERS.length);
        }
        user.awaitNoneRuns();
    }

    private static long bytes(Map<String, Count> histogram) {
        return histogram.values().stream().mapToLong(Count::bytes).sum();
    }

    /** What is in use, by class; the garbage is collected first. */
    private static Map<String, Count> histogram() throws JMException {
        String text = (String) ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram", new Object[] {new String[0]}, new String[] {String[].class.getName()});
        Map<String, Count> counts = new TreeMap<>();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            counts.merge(line.group(3), new Count(Long.parseLong(line.group(1)), Long.parseLong(line.group(2))),
                    (one, other) -> new Count(one.instances() + other.instances(), one.bytes() + other.bytes()));
        }
        return counts;
    }
}
