package org.stillpoint.ui.internal.preferences;

import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.IPreferencesService;

/**
 * What the preferences say of a run that is started without a word about it.
 *
 * @param threads how many threads it has; empty for as many as there are cores
 * @param blas the BLAS provider that does all of its linear algebra; empty for the router
 */
public record RunDefaults(OptionalInt threads, Optional<String> blas) {

    /** What the preferences say now; from any thread. */
    public static RunDefaults current() {
        IPreferencesService preferences = Platform.getPreferencesService();
        return of(preferences.getInt(Settings.NODE, Settings.THREADS, 0, null),
                preferences.getString(Settings.NODE, Settings.BLAS_PROVIDER, "", null));
    }

    static RunDefaults of(int threads, String blas) {
        return new RunDefaults(threads > 0 ? OptionalInt.of(threads) : OptionalInt.empty(),
                Optional.of(blas.trim()).filter(name -> !name.isEmpty()));
    }
}
