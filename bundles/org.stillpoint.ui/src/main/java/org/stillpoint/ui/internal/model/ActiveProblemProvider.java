package org.stillpoint.ui.internal.model;

import java.util.Map;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.AbstractSourceProvider;
import org.eclipse.ui.ISources;
import org.eclipse.ui.services.IServiceLocator;

/** Tells the workbench the name of the active problem as a variable, which is empty if there is none: for titles and expressions. */
public final class ActiveProblemProvider extends AbstractSourceProvider {

    private static final String VARIABLE = "org.stillpoint.ui.activeProblem";

    private final SessionListener listener = new SessionListener() {
        @Override
        public void problemsChanged() {
            try {
                Display.getDefault().asyncExec(() -> fireSourceChanged(ISources.WORKBENCH, VARIABLE, name()));
            } catch (SWTException displayIsGone) {
                // Then nobody sees the variable.
            }
        }
    };
    private Session session;

    @Override
    public void initialize(IServiceLocator locator) {
        session = locator.getService(Session.class);
        session.addListener(listener);
    }

    private String name() {
        return session.active().map(OpenProblem::label).orElse("");
    }

    @Override
    public Map<String, Object> getCurrentState() {
        return Map.of(VARIABLE, name());
    }

    @Override
    public String[] getProvidedSourceNames() {
        return new String[] {VARIABLE};
    }

    @Override
    public void dispose() {
        session.removeListener(listener);
    }
}
