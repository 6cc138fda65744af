package org.stillpoint.ui.internal.preferences;

import org.eclipse.core.runtime.preferences.AbstractPreferenceInitializer;
import org.eclipse.core.runtime.preferences.DefaultScope;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;

/** The preferences of somebody who has chosen nothing. */
public final class StandardSettings extends AbstractPreferenceInitializer {

    @Override
    public void initializeDefaultPreferences() {
        IEclipsePreferences standard = DefaultScope.INSTANCE.getNode(Settings.NODE);
        standard.put(Settings.DEPLOY_FOLDER, "");
        standard.putInt(Settings.THREADS, 0);
        standard.putInt(Settings.RUNS_AT_A_TIME, 0);
        standard.put(Settings.BLAS_PROVIDER, "");
    }
}
