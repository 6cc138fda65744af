package org.stillpoint.ui.internal;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** From left to right: what is installed; the problem, how runs converge and what they found; the form that starts them. */
public final class SolversPerspective implements IPerspectiveFactory {

    private static final float LEFT = 0.24f;
    private static final float MIDDLE = 0.64f;
    private static final float UPPER = 0.5f;

    @Override
    public void createInitialLayout(IPageLayout layout) {
        String area = layout.getEditorArea();
        layout.setEditorAreaVisible(false);
        IFolderLayout left = layout.createFolder("left", IPageLayout.LEFT, LEFT, area);
        left.addView(ViewIds.SOLVERS);
        left.addView(ViewIds.BLAS);
        IFolderLayout right = layout.createFolder("right", IPageLayout.RIGHT, MIDDLE, area);
        right.addView(ViewIds.RUN);
        IFolderLayout upper = layout.createFolder("upper", IPageLayout.TOP, UPPER, area);
        upper.addView(ViewIds.PROBLEM);
        upper.addView(ViewIds.CONVERGENCE);
        IFolderLayout lower = layout.createFolder("lower", IPageLayout.BOTTOM, UPPER, area);
        lower.addView(ViewIds.RESULT);
        lower.addView(ViewIds.RUNS);
        layout.addPerspectiveShortcut(ViewIds.PERSPECTIVE);
        for (String view : new String[] {ViewIds.SOLVERS, ViewIds.PROBLEM, ViewIds.RUN, ViewIds.CONVERGENCE, ViewIds.RESULT, ViewIds.RUNS,
            ViewIds.BLAS}) {
            layout.addShowViewShortcut(view);
        }
    }
}
