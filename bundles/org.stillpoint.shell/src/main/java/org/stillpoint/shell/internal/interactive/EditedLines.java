package org.stillpoint.shell.internal.interactive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.stillpoint.shell.internal.command.Session;
import picocli.CommandLine.Model.CommandSpec;

/** Lines typed on a terminal, with editing, completion, and a history that outlasts the session. */
final class EditedLines implements LineSource {

    private static final String HISTORY = ".stillpoint_history";

    private final Terminal terminal;
    private final LineReader reader;

    EditedLines(Session session, CommandSpec grammar) throws IOException {
        terminal = systemTerminal();
        DefaultParser parser = new DefaultParser();
        parser.setEscapeChars(null);
        reader = LineReaderBuilder.builder().terminal(terminal).appName("stillpoint").parser(parser)
                .completer(new CommandCompleter(session.services(), grammar))
                .variable(LineReader.HISTORY_FILE, Path.of(System.getProperty("user.home"), HISTORY))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true).build();
        Thread shell = Thread.currentThread();
        terminal.handle(Terminal.Signal.INT, signal -> shell.interrupt());
    }

    /** JLine looks for its ways to reach a terminal with the thread's class loader, which here is the launcher's. */
    private static Terminal systemTerminal() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(TerminalBuilder.class.getClassLoader());
        try {
            return TerminalBuilder.builder().name("stillpoint").system(true).build();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public Optional<String> next() {
        while (true) {
            try {
                return Optional.of(reader.readLine("stillpoint> "));
            } catch (UserInterruptException interrupted) {
                Thread.interrupted();
            } catch (EndOfFileException end) {
                return Optional.empty();
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.getHistory().save();
        terminal.close();
    }
}
