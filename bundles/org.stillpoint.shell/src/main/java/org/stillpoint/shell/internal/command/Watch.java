package org.stillpoint.shell.internal.command;

import java.time.Duration;
import java.util.Optional;
import org.stillpoint.api.options.Options;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunState;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.ProgressBar;

/**
 * Waits for runs and shows their progress. An interrupt of the waiting thread, which is what Ctrl-C becomes, cancels the run;
 * its best iterate and how good that is are still awaited. One more stops waiting: while the solution is verified it leaves that
 * unverified, and while the solver does not answer it leaves the run.
 */
final class Watch {

    private static final Duration BEAT = Duration.ofMillis(100);

    private final Console console;
    private boolean interrupted;

    /** A watch that shows progress on a console. */
    Watch(Console console) {
        this.console = console;
    }

    /** Waits for one run. */
    static RunResult await(Run run, Console console) {
        return new Watch(console).await(run, "");
    }

    /** Whether the user has interrupted a run. */
    boolean interrupted() {
        return interrupted;
    }

    /** Waits for a run, with a title before its progress. */
    RunResult await(Run run, String title) {
        ProgressBar bar = new ProgressBar(console, title, tolerance(run));
        boolean cancelled = false;
        boolean left = false;
        try {
            while (true) {
                try {
                    Optional<RunResult> result = run.await(BEAT);
                    if (result.isPresent()) {
                        return result.get();
                    }
                    if (run.state() == RunState.VERIFYING) {
                        bar.verify(run.progress());
                    } else {
                        bar.update(run.progress());
                    }
                } catch (InterruptedException interrupt) {
                    boolean verifying = run.state() == RunState.VERIFYING;
                    if (verifying ? left : cancelled) {
                        throw new CommandException("run " + run.id() + " was cancelled, but its solver has not answered yet",
                                "stillpoint runs " + run.id() + " tells how it ends");
                    }
                    cancelled = true;
                    left = verifying;
                    interrupted = true;
                    run.cancel();
                }
            }
        } finally {
            bar.close();
        }
    }

    private static double tolerance(Run run) {
        Object given = run.request().options().get(Options.TOLERANCE);
        return run.solver().options().find(Options.TOLERANCE)
                .map(option -> given == null ? option.standard() : option.parse(given))
                .map(value -> ((Number) value).doubleValue()).orElse(Double.NaN);
    }
}
