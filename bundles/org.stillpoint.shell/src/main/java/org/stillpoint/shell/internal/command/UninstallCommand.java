package org.stillpoint.shell.internal.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.stillpoint.api.run.InstallReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes features. */
@Command(name = "uninstall", description = "Removes installed features; a feature goes when its last run ends.")
final class UninstallCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "FEATURE", arity = "1..*", description = "the id of an installed feature")
    private List<String> features;

    UninstallCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        int exitCode = ExitCode.DONE;
        for (String feature : features) {
            InstallReport report = session.services().installer().uninstall(feature);
            InstallCommand.print(session.console(), feature, report, "removed");
            if (!report.installed()) {
                exitCode = ExitCode.USAGE;
            }
        }
        return exitCode;
    }
}
