package org.stillpoint.ui.internal.model;

import org.eclipse.core.runtime.Platform;
import org.eclipse.ui.services.AbstractServiceFactory;
import org.eclipse.ui.services.IServiceLocator;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.stillpoint.ui.internal.host.Host;

/** Makes the one {@link Session} of a workbench. */
public final class SessionFactory extends AbstractServiceFactory {

    private static final String PROBLEMS = "problems.xml";

    @Override
    public Object create(Class api, IServiceLocator parent, IServiceLocator locator) {
        // A locator disposes what its factory gave it: the site of a view that closes must not dispose the workbench's session.
        boolean inherited = parent.getService(Session.class) != null;
        return inherited ? null : session(FrameworkUtil.getBundle(SessionFactory.class));
    }

    private static Session session(Bundle bundle) {
        Session session = new Session(new Host(bundle.getBundleContext()));
        if (Platform.getInstanceLocation() != null && Platform.getInstanceLocation().isSet()) {
            session.loader().restore(Platform.getStateLocation(bundle).append(PROBLEMS).toFile().toPath());
        }
        return session;
    }
}
