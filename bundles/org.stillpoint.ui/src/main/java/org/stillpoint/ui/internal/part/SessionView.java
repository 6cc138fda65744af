package org.stillpoint.ui.internal.part;

import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.part.ViewPart;
import org.stillpoint.ui.internal.model.Session;
import org.stillpoint.ui.internal.model.SessionListener;

/**
 * A view on a {@link Session}: a line for messages, and below it what the subclass creates. {@link #refresh()} is called on the UI thread
 * soon after the session, the host's services or the installed solvers have changed.
 */
public abstract class SessionView extends ViewPart {

    /** Active in every view on a session; keys that work in all of them belong to it. */
    private static final String CONTEXT = "org.stillpoint.ui.context.run";

    private final SessionListener listener = new SessionListener() {
        @Override
        public void problemsChanged() {
            updates.request();
        }

        @Override
        public void runsChanged() {
            updates.request();
        }

        @Override
        public void selectionChanged() {
            updates.request();
        }
    };
    private final Runnable hostListener = this::requestRefresh;
    private IMemento saved;
    private Session session;
    private MessageLine message;
    private Updates updates;

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        saved = memento;
    }

    /** What the view saved of its state in an earlier session; null if it did not. */
    protected final IMemento saved() {
        return saved;
    }

    @Override
    public final void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(area);
        message = new MessageLine(area);
        Composite content = new Composite(area, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(content);
        updates = new Updates(area, this::refresh);
        createContent(content);
        session.addListener(listener);
        session.host().addListener(hostListener);
        getSite().getService(IContextService.class).activateContext(CONTEXT);
        refresh();
    }

    /** Creates the widgets in an empty composite without a layout. */
    protected abstract void createContent(Composite parent);

    /** Shows the present state; on the UI thread, and quick. */
    protected abstract void refresh();

    /** The state that all views share. */
    protected final Session session() {
        return session;
    }

    /** Asks for a {@link #refresh()}; from any thread. */
    protected final void requestRefresh() {
        updates.request();
    }

    /** Shows an error until there is another message; on the UI thread. */
    protected final void showError(String text) {
        message.show(text, IMessageProvider.ERROR);
    }

    /** Shows an error that the user can dismiss; on the UI thread. */
    protected final void showError(String text, Runnable onDismissal) {
        message.show(text, IMessageProvider.ERROR, onDismissal);
    }

    /** Shows a warning; on the UI thread. */
    protected final void showWarning(String text) {
        message.show(text, IMessageProvider.WARNING);
    }

    /** Shows something to know; on the UI thread. */
    protected final void showInformation(String text) {
        message.show(text, IMessageProvider.INFORMATION);
    }

    /** Shows something to know that the user can dismiss; on the UI thread. */
    protected final void showInformation(String text, Runnable onDismissal) {
        message.show(text, IMessageProvider.INFORMATION, onDismissal);
    }

    /** Takes the message away; on the UI thread. */
    protected final void clearMessage() {
        message.show("", IMessageProvider.NONE);
    }

    @Override
    public void dispose() {
        if (session != null) {
            session.removeListener(listener);
            session.host().removeListener(hostListener);
        }
        super.dispose();
    }
}
