package org.stillpoint.ui.internal.problem;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.stillpoint.ui.internal.ViewIds;

/** Asks for problem files and opens them in the view of problems, from wherever in the workbench. */
public final class OpenProblemHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        try {
            if (HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage().showView(ViewIds.PROBLEM) instanceof ProblemView view) {
                view.chooseFiles();
            }
        } catch (PartInitException failed) {
            throw new ExecutionException(failed.getMessage(), failed);
        }
        return null;
    }
}
