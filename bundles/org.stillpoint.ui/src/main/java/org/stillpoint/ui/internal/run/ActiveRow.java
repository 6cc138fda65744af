package org.stillpoint.ui.internal.run;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.stillpoint.api.Progress;
import org.stillpoint.api.Solution;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.plot.Figures;
import org.stillpoint.ui.internal.part.PlatformColours;
import org.stillpoint.ui.internal.part.WidgetNames;

/** One run that goes on or has just ended: how far it has come, and a button that cancels it. */
final class ActiveRow {

    private static final int PARTS = 1000;
    private static final int NARROW = 60;
    private static final int BAR_HEIGHT = 6;

    private final Run run;
    private final Composite area;
    private final Label state;
    private final StackLayout stack = new StackLayout();
    private final Composite bars;
    private final ProgressBar busy;
    private final ProgressBar part;
    private final Button cancel;
    private long ended;

    /** Creates a row in a grid of one column. */
    ActiveRow(Composite parent, Run run) {
        this.run = run;
        area = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(area);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(6, 2).spacing(6, 1).applyTo(area);
        Label name = new Label(area, SWT.NONE);
        name.setText(NLS.bind(Messages.row_name, new Object[] {String.valueOf(run.id()), run.solver().id(), run.request().label()}));
        name.setToolTipText(name.getText());
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.END).grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(name);
        cancel = WidgetNames.name(PlatformColours.keep(new Button(area, SWT.PUSH)), "run.cancel." + run.solver().id());
        cancel.setText(Messages.row_cancel);
        cancel.setToolTipText(Messages.row_cancelTip);
        cancel.addListener(SWT.Selection, event -> {
            run.cancel();
            cancel.setEnabled(false);
        });
        GridDataFactory.fillDefaults().span(1, 3).align(SWT.END, SWT.CENTER).applyTo(cancel);
        bars = new Composite(area, SWT.NONE);
        bars.setLayout(stack);
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, BAR_HEIGHT).applyTo(bars);
        busy = new ProgressBar(bars, SWT.HORIZONTAL | SWT.INDETERMINATE);
        part = new ProgressBar(bars, SWT.HORIZONTAL | SWT.SMOOTH);
        part.setMaximum(PARTS);
        stack.topControl = busy;
        state = new Label(area, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(state);
    }

    /** Shows how far the run has come; tells for how many nanoseconds it has ended, 0 while it goes on. */
    long update(long now) {
        if (ended != 0) {
            return now - ended;
        }
        Progress progress = run.progress();
        String text = run.result().map(ActiveRow::outcome).orElseGet(() -> describe(progress));
        if (!text.equals(state.getText())) {
            state.setText(text);
            state.setToolTipText(text);
        }
        boolean done = run.result().isPresent();
        if (done || progress.fraction() >= 0) {
            part.setSelection(done ? PARTS : (int) (PARTS * progress.fraction()));
            if (stack.topControl != part) {
                stack.topControl = part;
                bars.layout();
            }
        }
        if (done) {
            cancel.setEnabled(false);
            ended = now;
        }
        return 0;
    }

    private String describe(Progress progress) {
        return switch (run.state()) {
            case QUEUED -> Messages.row_queued;
            case VERIFYING -> Messages.row_verifying;
            default -> {
                String text = NLS.bind(Messages.row_running, new Object[] {Figures.count(progress.iteration()),
                        Figures.small(progress.residual()), Figures.seconds(progress.seconds())});
                yield Double.isNaN(progress.secondsLeft()) ? text
                        : NLS.bind(Messages.row_left, text, Figures.seconds(progress.secondsLeft()));
            }
        };
    }

    private static String outcome(RunResult result) {
        return result.solution().map(solution -> solved(result, solution))
                .orElseGet(() -> Verdicts.of(result.verdict()) + result.failure().map(failure -> ": " + failure).orElse(""));
    }

    private static String solved(RunResult result, Solution<?> solution) {
        return NLS.bind(Messages.row_done, new Object[] {Verdicts.of(result.verdict()), Figures.count(solution.iterations()),
                Figures.small(solution.residual()), Figures.seconds(result.seconds())});
    }

    void dispose() {
        area.dispose();
    }
}
