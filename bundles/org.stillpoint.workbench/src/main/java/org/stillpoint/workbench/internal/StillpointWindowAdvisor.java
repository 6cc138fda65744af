package org.stillpoint.workbench.internal;

import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** The window: its size when it is opened for the first time, and its parts. */
final class StillpointWindowAdvisor extends WorkbenchWindowAdvisor {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    StillpointWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        super(configurer);
    }

    @Override
    public void preWindowOpen() {
        IWorkbenchWindowConfigurer window = getWindowConfigurer();
        window.setInitialSize(new Point(WIDTH, HEIGHT));
        window.setShowProgressIndicator(true);
        window.setShowStatusLine(true);
        window.setTitle("Stillpoint");
    }
}
