package org.stillpoint.ui.itest;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Writes a file TEST-CLASS.xml for every test class, in the form that build tools read. */
final class Reports implements TestExecutionListener {

    private static final double SECOND = 1e9;

    private record Outcome(String name, double seconds, String element) {
    }

    private final Path folder;
    private final Map<String, List<Outcome>> outcomes = new TreeMap<>();
    private final Map<String, Long> begun = new ConcurrentHashMap<>();

    Reports(Path folder) {
        this.folder = folder;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        begun.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        add(test, "<skipped message=\"" + escape(reason) + "\"/>");
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            if (test.isTest()) {
                add(test, "");
            }
        } else {
            StringWriter trace = new StringWriter();
            result.getThrowable().ifPresent(failure -> failure.printStackTrace(new PrintWriter(trace)));
            add(test, result.getStatus() == TestExecutionResult.Status.ABORTED ? "<skipped message=\"" + escape(trace.toString()) + "\"/>"
                    : "<failure>" + escape(trace.toString()) + "</failure>");
        }
    }

    private synchronized void add(TestIdentifier test, String element) {
        String type = test.getSource().map(source -> source instanceof MethodSource method ? method.getClassName()
                : source instanceof ClassSource named ? named.getClassName() : null).orElse("unknown");
        double seconds = (System.nanoTime() - begun.getOrDefault(test.getUniqueId(), System.nanoTime())) / SECOND;
        outcomes.computeIfAbsent(type, first -> new ArrayList<>()).add(new Outcome(test.getDisplayName(), seconds, element));
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        outcomes.forEach((type, tests) -> {
            StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"").append(escape(type))
                    .append("\" tests=\"").append(tests.size()).append("\" failures=\"").append(count(tests, "<failure"))
                    .append("\" errors=\"0\" skipped=\"").append(count(tests, "<skipped")).append("\">\n");
            for (Outcome test : tests) {
                xml.append("  <testcase classname=\"").append(escape(type)).append("\" name=\"").append(escape(test.name()))
                        .append("\" time=\"").append(test.seconds()).append("\">").append(test.element()).append("</testcase>\n");
            }
            try {
                Files.writeString(folder.resolve("TEST-" + type + ".xml"), xml.append("</testsuite>\n"));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    private static long count(List<Outcome> tests, String element) {
        return tests.stream().filter(test -> test.element().startsWith(element)).count();
    }

    private static String escape(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "?").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
