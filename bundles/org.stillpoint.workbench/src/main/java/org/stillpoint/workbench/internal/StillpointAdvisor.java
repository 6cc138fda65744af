package org.stillpoint.workbench.internal;

import java.util.List;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** Opens the perspective of the solvers, and keeps the layout from one session to the next. */
final class StillpointAdvisor extends WorkbenchAdvisor {

    private static final String PERSPECTIVE = "org.stillpoint.ui.solvers";

    private final Runnable opened;
    private final List<String> files;

    /**
     * @param opened called when a window is open
     * @param files the problem files to open then
     */
    StillpointAdvisor(Runnable opened, List<String> files) {
        this.opened = opened;
        this.files = files;
    }

    @Override
    public void initialize(IWorkbenchConfigurer configurer) {
        configurer.setSaveAndRestore(true);
    }

    @Override
    public String getInitialWindowPerspectiveId() {
        return PERSPECTIVE;
    }

    @Override
    public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        return new StillpointWindowAdvisor(configurer, opened, files);
    }
}
