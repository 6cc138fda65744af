package org.stillpoint.shell.internal.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What {@code stillpoint} does without a command: it becomes the interactive shell. */
@Command(name = "stillpoint", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, sortOptions = false,
        description = {"A workbench for iterative solvers.", "Without a command: the interactive shell."},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:certified, or done", "1:internal error", "2:bad input or usage", "3:finished, not certified"})
final class MainCommand implements Callable<Integer> {

    private final Callable<Integer> withoutCommand;

    @Spec
    private CommandSpec spec;
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "show where an error comes from")
    private boolean debug;

    /** The command for a shell that is interactive already, or for the start of one. */
    MainCommand(Callable<Integer> withoutCommand) {
        this.withoutCommand = withoutCommand;
    }

    boolean debug() {
        return debug;
    }

    @Override
    public Integer call() throws Exception {
        if (withoutCommand == null) {
            throw new ParameterException(spec.commandLine(), "a command is missing");
        }
        return withoutCommand.call();
    }
}
