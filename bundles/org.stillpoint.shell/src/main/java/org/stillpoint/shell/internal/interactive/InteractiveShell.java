package org.stillpoint.shell.internal.interactive;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stillpoint.shell.internal.command.CommandException;
import org.stillpoint.shell.internal.command.CommandTree;
import org.stillpoint.shell.internal.command.ExitCode;
import org.stillpoint.shell.internal.command.Session;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.Style;

/**
 * Reads commands and runs them until the end of the input. On a terminal with JLine: with editing, history and completion;
 * else line by line, so that commands can be piped in.
 *
 * <p>The shell is a loop of our own over the command line's grammar, not Gogo's: one grammar serves both, {@code --set a=1} means
 * the same in both, and no further bundle has to start.
 */
public final class InteractiveShell implements Callable<Integer> {

    private final Session session;

    /** A shell for a session. */
    public InteractiveShell(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        CommandTree commands = new CommandTree(session, null);
        Console console = session.console();
        boolean terminal = console.terminal().input() && console.terminal().output();
        if (terminal) {
            console.line(console.styled(Style.STRONG, "Stillpoint " + session.services().version())
                    + "  help lists the commands, Tab completes, exit leaves");
        }
        try (LineSource lines = terminal ? onTerminal(commands) : LineSource.plain()) {
            return run(commands, lines);
        }
    }

    /** Runs the commands of all lines; returns the exit status of the last one. */
    int run(CommandTree commands, LineSource lines) throws IOException {
        int exitCode = ExitCode.DONE;
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            try {
                List<String> words = Words.of(line.get());
                if (words.equals(List.of("exit")) || words.equals(List.of("quit"))) {
                    return exitCode;
                }
                exitCode = words.isEmpty() || words.get(0).startsWith("#") ? exitCode : commands.execute(words.toArray(String[]::new));
            } catch (CommandException wrong) {
                session.console().error().println("stillpoint: " + wrong.getMessage());
                exitCode = ExitCode.USAGE;
            }
            Thread.interrupted();
        }
        return exitCode;
    }

    private LineSource onTerminal(CommandTree commands) throws IOException {
        try {
            return new EditedLines(session, commands.grammar());
        } catch (NoClassDefFoundError withoutJLine) {
            return LineSource.plain();
        }
    }
}
