package org.stillpoint.workbench.internal;

import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** The window: its size when it is opened for the first time, and its parts. */
final class StillpointWindowAdvisor extends WorkbenchWindowAdvisor {

    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;

    private final Runnable opened;

    StillpointWindowAdvisor(IWorkbenchWindowConfigurer configurer, Runnable opened) {
        super(configurer);
        this.opened = opened;
    }

    @Override
    public ActionBarAdvisor createActionBarAdvisor(IActionBarConfigurer configurer) {
        return new Menus(configurer);
    }

    @Override
    public void preWindowOpen() {
        IWorkbenchWindowConfigurer window = getWindowConfigurer();
        Rectangle room = PlatformUI.getWorkbench().getDisplay().getPrimaryMonitor().getClientArea();
        window.setInitialSize(new Point(Math.min(WIDTH, room.width), Math.min(HEIGHT, room.height)));
        window.setShowProgressIndicator(true);
        window.setShowStatusLine(true);
        window.setShowCoolBar(false);
        window.setTitle(Messages.name);
    }

    @Override
    public void postWindowOpen() {
        opened.run();
    }
}
