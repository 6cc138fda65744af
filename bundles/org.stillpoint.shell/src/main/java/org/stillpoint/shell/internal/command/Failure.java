package org.stillpoint.shell.internal.command;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.options.OptionException;
import org.stillpoint.api.run.SolverGoneException;

/**
 * How an exception is told to the user.
 *
 * @param message one line
 * @param hint what to do; possibly empty
 * @param exitCode the exit status
 */
record Failure(String message, String hint, int exitCode) {

    static Failure of(Throwable thrown) {
        if (thrown instanceof CommandException wrong) {
            return new Failure(wrong.getMessage(), wrong.hint(), ExitCode.USAGE);
        }
        if (thrown instanceof OptionException) {
            return new Failure(thrown.getMessage(), "stillpoint solvers ID lists the options of a solver", ExitCode.USAGE);
        }
        if (thrown instanceof SolverGoneException) {
            return new Failure(thrown.getMessage(), "stillpoint solvers lists what is installed", ExitCode.USAGE);
        }
        if (thrown instanceof ProblemFormatException || thrown instanceof DataException) {
            return new Failure(thrown.getMessage(), "", ExitCode.USAGE);
        }
        if (thrown instanceof NoSuchFileException missing) {
            return new Failure("there is no file " + missing.getFile(), "", ExitCode.USAGE);
        }
        if (thrown instanceof AccessDeniedException denied) {
            return new Failure("no permission to use " + denied.getFile(), "", ExitCode.USAGE);
        }
        if (thrown instanceof ClosedByInterruptException) {
            return new Failure("cancelled", "", ExitCode.NOT_CERTIFIED);
        }
        if (thrown instanceof IOException) {
            return new Failure(described(thrown), "", ExitCode.USAGE);
        }
        if (thrown instanceof OutOfMemoryError) {
            return new Failure("not enough memory", "STILLPOINT_JAVA_OPTIONS=-Xmx8g gives 8 GB", ExitCode.INTERNAL);
        }
        return new Failure("internal error: " + described(thrown), "--debug shows where", ExitCode.INTERNAL);
    }

    private static String described(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        return thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
    }
}
