package org.stillpoint.ui.internal.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.GroupMarker;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.ISources;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.services.IEvaluationService;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunService;
import org.stillpoint.ui.internal.ViewIds;
import org.stillpoint.ui.internal.model.Session;
import org.stillpoint.ui.internal.model.ShownRun;
import org.stillpoint.ui.internal.part.Icons;
import org.stillpoint.ui.internal.part.PlainAction;
import org.stillpoint.ui.internal.part.TextClipboard;

/** What can be done with the selected runs: the handlers of the commands while the view is there. */
final class RunActions {

    private static final String CONTEXT = "org.stillpoint.ui.context.runs";
    private static final String RERUN = "org.stillpoint.ui.command.runs.rerun";
    private static final String COMPARE = "org.stillpoint.ui.command.runs.compare";
    private static final String CANCEL = "org.stillpoint.ui.command.runs.cancel";
    private static final String SHOW = "org.stillpoint.ui.command.runs.showResult";

    private final IViewSite site;
    private final Session session;
    private final Consumer<String> told;
    private final Runnable reload;
    private final Map<String, Handler> handlers = new HashMap<>();
    private final ISelectionProvider selected = new SelectedRuns();
    private MenuManager menu;
    private List<RunEntry> selection = List.of();

    /** A handler that is enabled by the selection, and a button, which unlike the command works while other views have the focus. */
    private static final class Handler extends AbstractHandler {

        private final Predicate<List<RunEntry>> condition;
        private final IAction button;

        Handler(String command, Predicate<List<RunEntry>> condition, Runnable action) {
            this.condition = condition;
            button = new PlainAction("", "", action);
            button.setActionDefinitionId(command);
        }

        @Override
        public Object execute(ExecutionEvent event) {
            button.run();
            return null;
        }

        /** Returns whether the selection changes anything. */
        boolean enable(List<RunEntry> selection) {
            boolean enabled = condition.test(selection);
            boolean changed = enabled != isEnabled();
            setBaseEnabled(enabled);
            button.setEnabled(enabled);
            return changed;
        }
    }

    /** Actions of a view that tell, on any thread, what went wrong, or with an empty text that nothing did. */
    RunActions(IViewSite site, Session session, Consumer<String> told, Runnable reload, Runnable selectAll) {
        this.site = site;
        this.session = session;
        this.told = told;
        this.reload = reload;
        add(RERUN, runs -> !runs.isEmpty(), this::rerun);
        add(COMPARE, runs -> runs.size() > 1, this::compare);
        add(CANCEL, runs -> runs.stream().anyMatch(RunEntry::active), this::cancel);
        add(SHOW, runs -> !runs.isEmpty(), this::showResult);
        add(IWorkbenchCommandConstants.EDIT_DELETE, runs -> !runs.isEmpty(), this::delete);
        add(IWorkbenchCommandConstants.EDIT_COPY, runs -> !runs.isEmpty(), () -> inText(Text::copy, this::copy));
        add(IWorkbenchCommandConstants.EDIT_SELECT_ALL, runs -> true, () -> inText(Text::selectAll, selectAll));
        add(IWorkbenchCommandConstants.FILE_REFRESH, runs -> true, reload);
        site.getService(IContextService.class).activateContext(CONTEXT);
        select(List.of());
    }

    private void add(String command, Predicate<List<RunEntry>> enabled, Runnable action) {
        Handler handler = new Handler(command, enabled, action);
        handlers.put(command, handler);
        site.getService(IHandlerService.class).activateHandler(command, handler);
    }

    /** While the user types in a text, keys of the clipboard mean that text. */
    private void inText(Consumer<Text> there, Runnable otherwise) {
        if (site.getShell().getDisplay().getFocusControl() instanceof Text text) {
            there.accept(text);
        } else {
            otherwise.run();
        }
    }

    /** Adds the buttons. */
    void addButtons(IToolBarManager bar) {
        button(bar, RERUN, "rerun", Messages.button_rerun);
        button(bar, COMPARE, "compare", Messages.button_compare);
        button(bar, CANCEL, "cancel", Messages.button_cancel);
        button(bar, IWorkbenchCommandConstants.EDIT_DELETE, "delete", Messages.button_delete);
        button(bar, IWorkbenchCommandConstants.FILE_REFRESH, "refresh", Messages.button_refresh);
    }

    private void button(IToolBarManager bar, String command, String icon, String tip) {
        IAction button = handlers.get(command).button;
        button.setText(tip);
        button.setToolTipText(tip);
        button.setImageDescriptor(Icons.descriptor(icon));
        bar.add(button);
    }

    /** Gives a control the menu that plug-ins contribute to. */
    void addMenu(Control control) {
        menu = new MenuManager();
        menu.setRemoveAllWhenShown(true);
        menu.addMenuListener(shown -> shown.add(new GroupMarker(IWorkbenchActionConstants.MB_ADDITIONS)));
        control.setMenu(menu.createContextMenu(control));
        site.registerContextMenu(ViewIds.RUNS, menu, selected);
    }

    /** The runs to act on. */
    void select(List<RunEntry> runs) {
        selection = runs;
        selected.setSelection(new StructuredSelection(runs));
        boolean changed = false;
        for (Handler handler : handlers.values()) {
            changed |= handler.enable(runs);
        }
        if (changed) {
            // The workbench looks at the buttons by itself when the user does something, not when a run that starts is selected.
            site.getService(IEvaluationService.class).requestEvaluation(ISources.ACTIVE_CURRENT_SELECTION_NAME);
        }
    }

    private List<Long> ids() {
        return selection.stream().map(RunEntry::id).toList();
    }

    private void rerun() {
        new Rerun(session, ids(), remarks -> {
            told.accept(String.join("\n", remarks));
            reload.run();
        }).schedule();
    }

    private void compare() {
        List<Long> ids = ids();
        Control control = menu.getMenu().getParent();
        Job.create(Messages.job_compare, monitor -> {
            try {
                List<ShownRun> runs = Selection.find(session, ids);
                Comparison comparison = Comparison.of(runs);
                control.getDisplay().asyncExec(() -> {
                    if (!control.isDisposed()) {
                        showView(ViewIds.CONVERGENCE);
                        new ComparisonDialog(site.getShell(), comparison).open();
                    }
                });
            } catch (IllegalStateException | RejectedExecutionException unreadable) {
                told.accept(unreadable.getMessage());
            }
            return Status.OK_STATUS;
        }).schedule();
    }

    private void cancel() {
        session.host().runs().ifPresent(runs -> runs.active().stream().filter(run -> ids().contains(run.id())).forEach(Run::cancel));
    }

    /** Shows the result of the first of the selected runs. */
    void showResult() {
        showView(ViewIds.RESULT);
    }

    private void showView(String view) {
        try {
            site.getPage().showView(view);
        } catch (PartInitException failed) {
            told.accept(failed.getMessage());
        }
    }

    private void copy() {
        String text = Stream.concat(Stream.of(Stream.of(RunColumn.values()).map(RunColumn::title).collect(Collectors.joining("\t"))),
                selection.stream().map(entry -> Stream.of(RunColumn.values()).map(column -> column.text(entry))
                        .collect(Collectors.joining("\t")))).collect(Collectors.joining("\n", "", "\n"));
        TextClipboard.put(site.getShell().getDisplay(), text);
    }

    private void delete() {
        List<Long> ids = selection.stream().filter(RunEntry::done).map(RunEntry::id).toList();
        int left = selection.size() - ids.size();
        if (ids.isEmpty()) {
            told.accept(NLS.bind(Messages.delete_refused, String.valueOf(selection.get(0).id())));
            return;
        }
        String question = ids.size() == 1 ? NLS.bind(Messages.delete_one, String.valueOf(ids.get(0)))
                : NLS.bind(Messages.delete_some, String.valueOf(ids.size()));
        String remark = left == 0 ? "" : "\n\n" + NLS.bind(Messages.delete_left, String.valueOf(left));
        if (MessageDialog.open(MessageDialog.CONFIRM, site.getShell(), Messages.delete_title, question + remark, 0, Messages.delete_do,
                Messages.delete_keep) == 0) {
            Job.create(Messages.job_delete, monitor -> {
                delete(ids);
                return Status.OK_STATUS;
            }).schedule();
        }
    }

    private void delete(List<Long> ids) {
        try {
            RunService runs = session.host().runs().orElse(null);
            if (runs == null) {
                told.accept(session.host().missing(RunService.class));
                return;
            }
            int deleted = runs.delete(ids);
            session.forget(ids);
            told.accept(deleted == ids.size() ? ""
                    : NLS.bind(Messages.delete_fewer, String.valueOf(deleted), String.valueOf(ids.size())));
        } catch (IllegalStateException | RejectedExecutionException unreadable) {
            told.accept(unreadable.getMessage());
        }
        reload.run();
    }

    void dispose() {
        if (menu != null) {
            menu.dispose();
        }
    }
}
