package org.stillpoint.ui.internal.problem;

import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.stillpoint.ui.internal.ViewIds;

/**
 * Opens problem files in the view of problems, from wherever in the workbench: those that the parameter names, one on each line, or those
 * that the user chooses.
 */
public final class OpenProblemHandler extends AbstractHandler {

    private static final String FILES = "org.stillpoint.ui.command.open.files";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        try {
            if (HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage().showView(ViewIds.PROBLEM) instanceof ProblemView view) {
                String files = event.getParameter(FILES);
                if (files == null) {
                    view.chooseFiles();
                } else {
                    view.open(files.lines().map(Path::of).toList());
                }
            }
        } catch (PartInitException failed) {
            throw new ExecutionException(failed.getMessage(), failed);
        }
        return null;
    }
}
