package org.stillpoint.ui.internal.result;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IActionBars;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunState;
import org.stillpoint.ui.internal.model.OpenProblem;
import org.stillpoint.ui.internal.model.PastRun;
import org.stillpoint.ui.internal.model.ShownRun;
import org.stillpoint.ui.internal.part.PlainAction;
import org.stillpoint.ui.internal.part.SessionView;

/** The answer of a run and its certificate. */
public final class ResultView extends SessionView {

    private static final int PROGRESS_MILLISECONDS = 250;

    /** What was found in a solution. */
    private record Looked(Recordable value, ResultContents contents) {
    }

    private final AtomicReference<Looked> looked = new AtomicReference<>();
    private final ResultContents waiting = ResultContents.none(Messages.computing);
    private final ResultContents notKept = ResultContents.none(Messages.notKept);
    private final ResultContents nothing = ResultContents.none("");
    private final Runnable tick = this::tick;
    private Composite parent;
    private StackLayout stack;
    private Composite empty;
    private ResultPage page;
    private IAction save;
    private IAction savePicture;
    private ResultSaving saving;
    private Job looking;
    private Recordable lookedAt;
    private List<ShownRun> selection = List.of();
    private ShownRun shown;

    @Override
    protected void createContent(Composite area) {
        parent = area;
        stack = new StackLayout();
        parent.setLayout(stack);
        empty = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().applyTo(empty);
        Label hint = new Label(empty, SWT.WRAP);
        hint.setText(Messages.nothing);
        hint.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, false));
        page = new ResultPage(parent, this::choose, this::savePicture);
        saving = new ResultSaving(getSite().getShell(), session().host(), this::problemFile, new ResultSaving.Outcome() {
            @Override
            public void saved(String text) {
                if (!parent.isDisposed()) {
                    showInformation(text);
                }
            }

            @Override
            public void failed(String text) {
                if (!parent.isDisposed()) {
                    showError(text);
                }
            }
        });
        save = new PlainAction(Messages.save, "save", this::save);
        save.setToolTipText(Messages.saveTip);
        savePicture = new PlainAction(Messages.savePicture, "", this::savePicture);
        IActionBars bars = getViewSite().getActionBars();
        bars.getToolBarManager().add(save);
        bars.getMenuManager().add(save);
        bars.getMenuManager().add(savePicture);
        bars.updateActionBars();
    }

    private void choose(ShownRun run) {
        shown = run;
        refresh();
    }

    @Override
    protected void refresh() {
        List<ShownRun> selected = session().selection();
        if (!selected.equals(selection)) {
            selection = selected;
            if (shown == null || !selected.contains(shown)) {
                shown = selected.isEmpty() ? null : selected.get(0);
                clearMessage();
            }
        }
        if (shown == null) {
            look(null, null);
            stack.topControl = empty;
        } else {
            page.show(selection, shown, ResultFacts.of(shown));
            page.show(contents());
            stack.topControl = page.control();
            if (shown.state() != RunState.DONE) {
                parent.getDisplay().timerExec(PROGRESS_MILLISECONDS, tick);
            }
        }
        save.setEnabled(lookedAt != null);
        savePicture.setEnabled(page.picture() != null);
        parent.layout(true, true);
    }

    private void tick() {
        if (!parent.isDisposed()) {
            refresh();
        }
    }

    private ResultContents contents() {
        Recordable value = shown.result().flatMap(RunResult::solution).<Recordable>map(Solution::value).orElse(null);
        look(shown.problem().orElse(null), value);
        if (value == null) {
            return shown instanceof PastRun ? notKept : nothing;
        }
        Looked found = looked.get();
        return found != null && found.value() == value ? found.contents() : waiting;
    }

    /** Looks at another solution; what is found in the one before is of no interest any more. */
    private void look(Problem problem, Recordable value) {
        if (value == lookedAt) {
            return;
        }
        if (looking != null) {
            looking.cancel();
        }
        looked.set(null);
        lookedAt = value;
        if (value == null) {
            return;
        }
        looking = Job.create(Messages.lookJob, monitor -> {
            ResultContents contents = ResultContents.of(problem, value, session().host());
            if (!monitor.isCanceled()) {
                looked.set(new Looked(value, contents));
                requestRefresh();
            }
        });
        looking.schedule();
    }

    private void save() {
        if (lookedAt != null) {
            saving.save(shown.label(), shown.problem().orElseThrow(), lookedAt);
        }
    }

    private Optional<Path> problemFile() {
        return session().active().map(OpenProblem::file);
    }

    private void savePicture() {
        if (page.picture() != null) {
            saving.save(page.picture());
        }
    }

    @Override
    public void setFocus() {
        if (shown != null) {
            page.setFocus();
        }
    }

    @Override
    public void dispose() {
        if (parent != null && !parent.isDisposed()) {
            parent.getDisplay().timerExec(-1, tick);
        }
        if (looking != null) {
            looking.cancel();
        }
        super.dispose();
    }
}
