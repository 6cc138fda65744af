package org.stillpoint.ui.internal.preferences;

import org.eclipse.ui.IStartup;
import org.osgi.framework.FrameworkUtil;

/** Brings the preferences to the host once the workbench is up: earlier nobody knows which workspace they are in. */
public final class HostSettingsStartup implements IStartup {

    @Override
    public void earlyStartup() {
        new HostSettings(FrameworkUtil.getBundle(HostSettingsStartup.class).getBundleContext()).open();
    }
}
