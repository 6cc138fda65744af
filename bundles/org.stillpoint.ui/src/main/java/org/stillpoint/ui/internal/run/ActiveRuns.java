package org.stillpoint.ui.internal.run;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.stillpoint.api.run.RunState;
import org.stillpoint.ui.internal.model.SessionRun;

/** The runs that go on, a row for each; those that have ended stay for a moment. Takes no room while there are none. */
final class ActiveRuns {

    private static final int MILLISECONDS = 200;
    private static final long AFTERWARDS_NANOSECONDS = 6_000_000_000L;
    private static final int MOST_HEIGHT = 160;

    private final ScrolledComposite scrolled;
    private final Composite rows;
    private final Map<Long, ActiveRow> shown = new LinkedHashMap<>();
    private final Runnable tick = this::update;
    private boolean ticking;

    /** Creates an empty list in a grid of one column. */
    ActiveRuns(Composite parent) {
        scrolled = new ScrolledComposite(parent, SWT.V_SCROLL);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        scrolled.setShowFocusedControl(true);
        rows = new Composite(scrolled, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(rows);
        scrolled.setContent(rows);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(scrolled);
        scrolled.setVisible(false);
        scrolled.addListener(SWT.Dispose, event -> scrolled.getDisplay().timerExec(-1, tick));
    }

    /** The widget. */
    Control control() {
        return scrolled;
    }

    /** Takes up the runs that go on. */
    void show(Collection<SessionRun> runs) {
        List<SessionRun> added = runs.stream().filter(run -> run.state() != RunState.DONE && !shown.containsKey(run.id())).toList();
        added.forEach(run -> shown.put(run.id(), new ActiveRow(rows, run.run())));
        if (!added.isEmpty()) {
            layout();
        }
        if (!shown.isEmpty() && !ticking) {
            update();
        }
    }

    private void update() {
        ticking = false;
        if (scrolled.isDisposed()) {
            return;
        }
        long now = System.nanoTime();
        boolean removed = shown.values().removeIf(row -> {
            boolean over = row.update(now) > AFTERWARDS_NANOSECONDS;
            if (over) {
                row.dispose();
            }
            return over;
        });
        if (removed) {
            layout();
        }
        if (!shown.isEmpty()) {
            ticking = true;
            scrolled.getDisplay().timerExec(MILLISECONDS, tick);
        }
    }

    private void layout() {
        int height = shown.isEmpty() ? 0 : rows.computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
        scrolled.setMinHeight(height);
        GridData data = (GridData) scrolled.getLayoutData();
        data.exclude = shown.isEmpty();
        data.heightHint = Math.min(height, MOST_HEIGHT);
        scrolled.setVisible(!shown.isEmpty());
        rows.layout();
        scrolled.getParent().layout();
    }
}
