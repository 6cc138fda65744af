package org.stillpoint.shell.internal;

import java.io.PrintStream;
import java.util.function.ToIntBiFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stillpoint.shell.internal.command.CommandTree;
import org.stillpoint.shell.internal.command.Services;
import org.stillpoint.shell.internal.command.Session;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.Console.Terminal;
import org.stillpoint.shell.internal.interactive.InteractiveShell;

/**
 * The command line, as a service that any launcher can call: a {@code ToIntBiFunction<String[], PrintStream[]>} with the
 * property {@code stillpoint.entry=command-line}. It takes the arguments and two streams (results; progress and errors) and
 * returns the exit status. Made of the platform's own types, so that a launcher needs no package of a bundle. An interrupt of
 * the calling thread cancels the run that a command waits for.
 */
@Component(service = ToIntBiFunction.class, property = "stillpoint.entry=command-line")
public final class CommandLineEntry implements ToIntBiFunction<String[], PrintStream[]> {

    private final Services services;

    /** Called by the component runtime. */
    @Activate
    public CommandLineEntry(@Reference Services services) {
        this.services = services;
    }

    @Override
    public int applyAsInt(String[] arguments, PrintStream[] streams) {
        Session session = new Session(services, new Console(streams[0], streams[1], Terminal.detect()));
        return new CommandTree(session, new InteractiveShell(session)).execute(arguments);
    }
}
