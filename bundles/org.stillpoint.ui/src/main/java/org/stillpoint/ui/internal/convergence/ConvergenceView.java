package org.stillpoint.ui.internal.convergence;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.stillpoint.api.run.RunState;
import org.stillpoint.plot.Abscissa;
import org.stillpoint.plot.AxisKind;
import org.stillpoint.plot.ConvergencePicture;
import org.stillpoint.ui.internal.model.OpenProblem;
import org.stillpoint.ui.internal.model.ShownRun;
import org.stillpoint.ui.internal.paint.PictureExport;
import org.stillpoint.ui.internal.part.PlainAction;
import org.stillpoint.ui.internal.part.SaveDialog;
import org.stillpoint.ui.internal.part.SessionView;
import org.stillpoint.ui.internal.part.WidgetNames;

/**
 * Residuals of the selected runs as they come; of those that go on if none is selected. While runs go on and the plot can be seen, their
 * residuals are read up to sixty times a second, for which no solver waits.
 */
public final class ConvergenceView extends SessionView {

    private static final int MILLISECONDS = 16;
    private static final int EXPORT_WIDTH = 900;
    private static final int EXPORT_HEIGHT = 560;

    private final PlotState state = new PlotState();
    private final Runnable tick = this::tick;
    private PlotCanvas canvas;
    private IAction pause;
    private IAction logarithmicAcross;
    private IAction logarithmicUp;
    private List<ShownRun> runs = List.of();
    private boolean ticking;
    private volatile String failure = "";
    private volatile String saved = "";

    @Override
    protected void createContent(Composite parent) {
        parent.setLayout(new FillLayout());
        canvas = WidgetNames.name(new PlotCanvas(parent, state), "convergence.plot");
        // What cannot be seen is not painted: once it is seen again, it is, and the plot goes on.
        canvas.addListener(SWT.Paint, event -> keepTicking());
        canvas.addListener(SWT.Dispose, event -> event.display.timerExec(-1, tick));
        fill(getViewSite().getActionBars().getToolBarManager());
        fillMenu(getViewSite().getActionBars().getMenuManager());
    }

    private void fill(IToolBarManager bar) {
        pause = new PlainAction(Messages.pause, "pause", IAction.AS_CHECK_BOX, this::requestRefresh);
        pause.setToolTipText(Messages.pauseTip);
        logarithmicUp = new PlainAction(Messages.logarithmicUp, "logarithmic", IAction.AS_CHECK_BOX, this::changeAxes);
        logarithmicAcross = new PlainAction(Messages.logarithmicAcross, "", IAction.AS_CHECK_BOX, this::changeAxes);
        showAxes();
        bar.add(pause);
        bar.add(logarithmicUp);
        bar.add(new PlainAction(Messages.fit, "zoom-fit", () -> canvas.fit()));
        bar.add(new PlainAction(Messages.export, "save", this::export));
    }

    private void fillMenu(IMenuManager menu) {
        for (Abscissa abscissa : Abscissa.values()) {
            IAction action = new Action(name(abscissa), IAction.AS_RADIO_BUTTON) {
                @Override
                public void run() {
                    if (isChecked()) {
                        state.setAbscissa(abscissa);
                        showAxes();
                        canvas.changed();
                    }
                }
            };
            action.setChecked(abscissa == state.abscissa());
            menu.add(action);
        }
        menu.add(new Separator());
        menu.add(logarithmicAcross);
        menu.add(logarithmicUp);
        menu.add(new Separator());
        menu.add(pause);
        menu.add(new PlainAction(Messages.fit, "zoom-fit", () -> canvas.fit()));
        menu.add(new PlainAction(Messages.export, "save", this::export));
    }

    private static String name(Abscissa abscissa) {
        return switch (abscissa) {
            case ITERATIONS -> Messages.abscissa_iterations;
            case EVALUATIONS -> Messages.abscissa_evaluations;
            case SECONDS -> Messages.abscissa_seconds;
        };
    }

    private void showAxes() {
        logarithmicAcross.setChecked(state.acrossKind() == AxisKind.LOGARITHMIC);
        logarithmicUp.setChecked(state.upKind() == AxisKind.LOGARITHMIC);
    }

    private void changeAxes() {
        state.setKinds(logarithmicAcross.isChecked() ? AxisKind.LOGARITHMIC : AxisKind.LINEAR,
                logarithmicUp.isChecked() ? AxisKind.LOGARITHMIC : AxisKind.LINEAR);
        canvas.changed();
    }

    @Override
    protected void refresh() {
        List<ShownRun> selected = session().selection();
        List<ShownRun> before = runs;
        runs = !selected.isEmpty() ? selected
                : session().runs().stream().filter(run -> run.state() != RunState.DONE).map(ShownRun.class::cast).toList();
        saved = runs.equals(before) ? saved : "";
        if (!failure.isEmpty()) {
            showError(failure);
        } else if (!saved.isEmpty()) {
            showInformation(saved);
        } else {
            clearMessage();
        }
        read();
        keepTicking();
    }

    /** Reads the runs anew; nothing is painted where nothing has changed. */
    private void read() {
        if (pause.isChecked()) {
            return;
        }
        List<PlottedRun> before = state.runs();
        List<PlottedRun> now = runs.stream().map(run -> before.stream().filter(known -> known.id() == run.id() && known.done()).findFirst()
                .orElseGet(() -> PlottedRun.of(run))).toList();
        boolean same = before.size() == now.size();
        for (int i = 0; same && i < now.size(); i++) {
            same = now.get(i).isSame(before.get(i));
        }
        if (!same) {
            state.setRuns(now);
            canvas.changed();
        }
    }

    private void keepTicking() {
        boolean wanted = !pause.isChecked() && state.runs().stream().anyMatch(run -> !run.done()) && canvas.isVisible();
        if (wanted && !ticking) {
            ticking = true;
            canvas.getDisplay().timerExec(MILLISECONDS, tick);
        }
    }

    private void tick() {
        ticking = false;
        if (!canvas.isDisposed()) {
            read();
            keepTicking();
        }
    }

    private void export() {
        if (state.runs().isEmpty()) {
            return;
        }
        new SaveDialog(canvas.getShell(), Messages.export_title, SaveDialog.Format.of(List.of(".png", ".svg", ".csv")))
                .ask(Messages.export_file, session().active().map(OpenProblem::file)).ifPresent(this::write);
    }

    private void write(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        ConvergencePicture picture = canvas.exported(EXPORT_WIDTH, EXPORT_HEIGHT);
        PictureExport.Content content = name.endsWith(".svg") ? PictureExport.svg(picture)
                : name.endsWith(".csv") ? csv(canvas.runs()) : PictureExport.png(PictureExport.pixels(canvas.getDisplay(), picture));
        failure = "";
        clearMessage();
        saved = "";
        new ExportJob(file, content, text -> {
            saved = text;
            requestRefresh();
        }, reason -> {
            failure = reason;
            requestRefresh();
        }).schedule();
    }

    private static PictureExport.Content csv(List<PlottedRun> runs) {
        return out -> out.write(CurveTable.csv(runs).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }
}
