package org.stillpoint.ui.internal.problem;

import java.util.List;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.ActionFactory;
import org.stillpoint.ui.internal.model.ProblemFile;
import org.stillpoint.ui.internal.model.Session;
import org.stillpoint.ui.internal.part.PlainAction;

/** The tool bar and the menu of the view of problems. */
final class ProblemActions {

    private final Session session;
    private final IAction open;
    private final IAction reload;
    private final IAction close;
    private final IAction closeAll;
    private final MenuManager recentMenu = new MenuManager(Messages.recent);
    private final MenuManager examplesMenu = new MenuManager(Messages.examples);
    private final IActionBars bars;
    private List<Example> examples = List.of();
    private List<StartPage.Recent> recent = List.of();

    ProblemActions(ProblemView view, Session session) {
        this.session = session;
        bars = view.getViewSite().getActionBars();
        open = new PlainAction(Messages.open, "open", view::chooseFiles);
        open.setToolTipText(Messages.openTip);
        reload = new PlainAction(Messages.reload, "refresh", () -> session.active().ifPresent(session.loader()::reload));
        reload.setActionDefinitionId(IWorkbenchCommandConstants.FILE_REFRESH);
        close = new PlainAction(Messages.close, "", () -> {
            session.loader().forgetFailure();
            session.active().ifPresent(session::close);
        });
        close.setImageDescriptor(PlatformUI.getWorkbench().getSharedImages().getImageDescriptor(ISharedImages.IMG_ELCL_REMOVE));
        closeAll = new PlainAction(Messages.closeAll, "", () -> session.problems().forEach(session::close));
        bars.setGlobalActionHandler(ActionFactory.REFRESH.getId(), reload);
        IToolBarManager tools = bars.getToolBarManager();
        tools.add(open);
        tools.add(reload);
        tools.add(close);
        IMenuManager menu = bars.getMenuManager();
        menu.add(open);
        menu.add(recentMenu);
        menu.add(examplesMenu);
        menu.add(new Separator());
        menu.add(reload);
        menu.add(close);
        menu.add(closeAll);
        bars.updateActionBars();
    }

    /** Offers what can be done now. */
    void update(List<Example> brought, List<StartPage.Recent> lately) {
        boolean some = session.active().isPresent();
        reload.setEnabled(some);
        close.setEnabled(some);
        closeAll.setEnabled(some);
        if (!brought.equals(examples) || !lately.equals(recent)) {
            examples = brought;
            recent = lately;
            examplesMenu.removeAll();
            brought.forEach(example -> add(examplesMenu, example.file(),
                    NLS.bind(Messages.exampleOf, example.file().label(), example.about())));
            recentMenu.removeAll();
            lately.forEach(file -> add(recentMenu, file.file(), file.exists() ? file.file().path().toString()
                    : NLS.bind(Messages.missing, file.file().path())));
            bars.updateActionBars();
        }
    }

    private void add(MenuManager menu, ProblemFile file, String text) {
        menu.add(new PlainAction(text.replace("&", "&&"), "", () -> session.loader().open(List.of(file))));
    }
}
