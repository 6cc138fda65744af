package org.stillpoint.ui.internal.solvers;

import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Tree;
import org.stillpoint.ui.internal.part.SessionView;

/** The installed solvers by family, and the features that brought them. */
public final class SolversView extends SessionView {

    private Tree tree;

    @Override
    protected void createContent(Composite parent) {
        parent.setLayout(new FillLayout());
        tree = new Tree(parent, SWT.NONE);
    }

    @Override
    protected void refresh() {
    }

    @Override
    public void setFocus() {
        tree.setFocus();
    }
}
