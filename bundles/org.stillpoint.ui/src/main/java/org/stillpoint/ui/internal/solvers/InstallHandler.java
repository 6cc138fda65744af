package org.stillpoint.ui.internal.solvers;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.stillpoint.ui.internal.ViewIds;

/** Asks for archives and installs them in the view of solvers, from wherever in the workbench. */
public final class InstallHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        try {
            if (HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage().showView(ViewIds.SOLVERS) instanceof SolversView view) {
                view.install();
            }
        } catch (PartInitException failed) {
            throw new ExecutionException(failed.getMessage(), failed);
        }
        return null;
    }
}
