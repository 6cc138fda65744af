package org.stillpoint.blas.jblas.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jblas.NativeBlas;
import org.stillpoint.blas.support.NativeLibraries;

/**
 * Loads the native library of jblas, once. Its own loader swallows what goes wrong, so that only a call shows whether the
 * library is there.
 */
final class JblasLibrary {
    private static final Logger LOGGER = System.getLogger(JblasLibrary.class.getName());
    private static final String LIBRARY = "jblas";

    private JblasLibrary() {
    }

    /**
     * Loads the library and lets it multiply.
     *
     * @throws IllegalStateException if it is not there
     */
    static void load() {
        try {
            NativeLibraries.claim(LIBRARY, NativeBlas.class);
        } catch (IllegalStateException taken) {
            LOGGER.log(Level.DEBUG, taken.getMessage());
            throw taken;
        }
        try {
            loadFortranRuntime();
            // What jblas says while it unpacks its library would go to the standard output.
            org.jblas.util.Logger.getLogger().setLevel(org.jblas.util.Logger.ERROR + 1);
            double[] six = {0};
            NativeBlas.dgemm('N', 'N', 1, 1, 1, 1, new double[] {2}, 0, 1, new double[] {3}, 0, 1, 0, six, 0, 1);
            if (six[0] != 6) {
                throw new IllegalStateException("jblas computes 2 times 3 as " + six[0]);
            }
        } catch (LinkageError failure) {
            NativeLibraries.release(LIBRARY, NativeBlas.class);
            throw new IllegalStateException("the native library of jblas cannot be loaded: " + failure.getMessage(), failure);
        }
    }

    private static void loadFortranRuntime() {
        try {
            FortranRuntime.load();
        } catch (LinkageError | RuntimeException unavailable) {
            LOGGER.log(Level.DEBUG, "The packed Fortran runtime is not available; jblas will look for the machine's", unavailable);
        }
    }
}
