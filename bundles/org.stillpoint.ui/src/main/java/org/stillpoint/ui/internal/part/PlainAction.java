package org.stillpoint.ui.internal.part;

import org.eclipse.jface.action.Action;

/** An action of a tool bar or a menu that runs some code. */
public final class PlainAction extends Action {

    private final Runnable body;

    /** An action of a style of {@link org.eclipse.jface.action.IAction}, without an icon where its name is empty. */
    public PlainAction(String text, String icon, int style, Runnable body) {
        super(text, style);
        this.body = body;
        if (!icon.isEmpty()) {
            setImageDescriptor(Icons.descriptor(icon));
        }
    }

    /** An action that is pushed. */
    public PlainAction(String text, String icon, Runnable body) {
        this(text, icon, AS_PUSH_BUTTON, body);
    }

    @Override
    public void run() {
        body.run();
    }
}
