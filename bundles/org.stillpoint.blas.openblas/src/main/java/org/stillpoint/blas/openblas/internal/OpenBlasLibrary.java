package org.stillpoint.blas.openblas.internal;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.stillpoint.blas.support.NativeLibraries;

/** Loads the native library, once. Its JNI glue belongs to the third-party bundle and outlives updates of this one. */
final class OpenBlasLibrary {
    private static final String LIBRARY = "openblas";
    private static final String THREADS = "stillpoint.openblas.threads";
    /** Above this JavaCPP refuses memory; the process's own limits are enough. */
    private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

    private OpenBlasLibrary() {
    }

    /** The number of threads asked for, 1 unless the system property says otherwise. */
    static int threads() {
        return Math.max(1, Integer.getInteger(THREADS, 1));
    }

    static void load() {
        NativeLibraries.claim(LIBRARY, openblas.class);
        try {
            System.getProperties().putIfAbsent(PHYSICAL_LIMIT, "0");
            Loader.load(openblas.class);
            openblas.blas_set_num_threads(threads());
            // The caller reports what is not a number; the library would take it for a wrong argument.
            openblas.LAPACKE_set_nancheck(0);
        } catch (LinkageError | RuntimeException failure) {
            NativeLibraries.release(LIBRARY, openblas.class);
            throw failure;
        }
    }
}
