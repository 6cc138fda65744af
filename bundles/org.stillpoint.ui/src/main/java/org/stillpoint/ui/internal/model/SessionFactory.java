package org.stillpoint.ui.internal.model;

import org.eclipse.ui.services.AbstractServiceFactory;
import org.eclipse.ui.services.IServiceLocator;
import org.osgi.framework.FrameworkUtil;
import org.stillpoint.ui.internal.host.Host;

/** Makes the one {@link Session} of a workbench. */
public final class SessionFactory extends AbstractServiceFactory {

    @Override
    public Object create(Class api, IServiceLocator parent, IServiceLocator locator) {
        // A locator disposes what its factory gave it: the site of a view that closes must not dispose the workbench's session.
        boolean inherited = parent.getService(Session.class) != null;
        return inherited ? null : new Session(new Host(FrameworkUtil.getBundle(SessionFactory.class).getBundleContext()));
    }
}
