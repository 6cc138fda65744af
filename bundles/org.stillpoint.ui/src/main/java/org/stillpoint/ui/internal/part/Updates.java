package org.stillpoint.ui.internal.part;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/** Runs an update of a control on the UI thread soon after it was asked for, once for any number of requests until then. */
public final class Updates {

    private final Control control;
    private final Display display;
    private final Runnable update;
    private final AtomicBoolean pending = new AtomicBoolean();

    /** Updates of a control, created on the UI thread. */
    public Updates(Control control, Runnable update) {
        this.control = control;
        this.display = control.getDisplay();
        this.update = update;
    }

    /** Asks for an update; from any thread. No effect once the control is disposed. */
    public void request() {
        if (pending.compareAndSet(false, true)) {
            try {
                display.asyncExec(this::run);
            } catch (SWTException displayIsGone) {
                pending.set(false);
            }
        }
    }

    private void run() {
        pending.set(false);
        if (!control.isDisposed()) {
            update.run();
        }
    }
}
