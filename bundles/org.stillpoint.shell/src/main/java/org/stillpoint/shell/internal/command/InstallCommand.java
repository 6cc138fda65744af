package org.stillpoint.shell.internal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.stillpoint.api.run.InstallReport;
import org.stillpoint.api.run.InstalledFeature;
import org.stillpoint.plot.Figures;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.Style;
import org.stillpoint.shell.internal.console.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Installs and updates solvers while the host runs; without a file, lists what is installed. */
@Command(name = "install", aliases = "update", description = {
    "Installs or updates solvers while runs go on; a refusal leaves the host as it was.",
    "Without FILE: lists the features installed beside those of the product."})
final class InstallCommand implements Callable<Integer> {

    private static final String ARCHIVE = ".solver";
    private static final String BUNDLE = ".jar";

    private final Session session;

    @Parameters(paramLabel = "FILE|DIR", arity = "0..*", description = "a .solver archive, a bundle, or a folder of them")
    private List<Path> archives = List.of();
    @Option(names = "--force", description = "let an older version replace a newer one")
    private boolean force;

    InstallCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (archives.isEmpty()) {
            list(session.console(), session.services().installer().installed());
            return ExitCode.DONE;
        }
        int exitCode = ExitCode.DONE;
        for (Path archive : files()) {
            InstallReport report = session.services().installer().install(archive, force);
            print(session.console(), archive.getFileName().toString(), report, "installed");
            exitCode = report.installed() ? exitCode : ExitCode.USAGE;
        }
        return exitCode;
    }

    static void print(Console console, String name, InstallReport report, String done) {
        if (report.refusal().isPresent()) {
            console.error().println(console.styledError(Style.BAD, name + " refused: ") + report.refusal().get());
            return;
        }
        report.steps().forEach(step -> console.line("  " + console.styled(Style.FAINT, step)));
        console.line(console.styled(Style.STRONG, report.feature()) + " " + report.version() + " "
                + console.styled(Style.GOOD, done));
    }

    private static void list(Console console, List<InstalledFeature> features) {
        if (features.isEmpty()) {
            console.line("Nothing is installed beside the product's own features.");
            return;
        }
        Table table = new Table().text("feature").text("version").text("solvers").text("installed").text("");
        features.forEach(feature -> table.row(feature.id(), feature.version(), String.join(", ", feature.solvers()),
                Figures.time(feature.installed()), feature.draining() ? "goes when its last run ends" : ""));
        table.print(console, "");
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path given : archives) {
            if (!Files.isDirectory(given)) {
                if (!Files.exists(given)) {
                    throw new NoSuchFileException(given.toString());
                }
                files.add(given);
                continue;
            }
            try (Stream<Path> listed = Files.list(given)) {
                List<Path> inside = listed.filter(InstallCommand::isArchive).sorted().toList();
                if (inside.isEmpty()) {
                    throw new CommandException("there is no " + ARCHIVE + " archive and no " + BUNDLE + " in " + given);
                }
                files.addAll(inside);
            }
        }
        return files;
    }

    private static boolean isArchive(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(ARCHIVE) || name.endsWith(BUNDLE);
    }
}
