package org.stillpoint.ui.internal.run;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.stillpoint.ui.internal.ViewIds;

/** Starts the runs that the Run view is set to, from whichever view the key is pressed in; goes to that view where something is missing. */
public final class StartHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchPage page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
        try {
            if (!(page.showView(ViewIds.RUN, null, IWorkbenchPage.VIEW_VISIBLE) instanceof RunView view && view.startIfReady())) {
                page.showView(ViewIds.RUN);
            }
        } catch (PartInitException failed) {
            throw new ExecutionException(failed.getMessage(), failed);
        }
        return null;
    }
}
