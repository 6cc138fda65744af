package org.stillpoint.blas.jblas.internal;

import java.net.URL;
import org.bytedeco.javacpp.ClassProperties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack;

/**
 * The Fortran runtime that jblas is linked against and a fresh machine lacks: the one that is packed with OpenBLAS. It is
 * loaded by JavaCPP's own class loader, which loads the same files for OpenBLAS itself.
 */
final class FortranRuntime {
    /** In the order of their dependencies, named as JavaCPP does: library@version. */
    private static final String[] LIBRARIES = {"quadmath@.0", "gfortran@.5"};

    private FortranRuntime() {
    }

    static void load() {
        ClassProperties properties = Loader.loadProperties(openblas_nolapack.class, Loader.loadProperties(), true);
        for (String library : LIBRARIES) {
            URL[] places = Loader.findLibrary(openblas_nolapack.class, properties, library);
            Loader.loadLibrary(openblas_nolapack.class, places, library);
        }
    }
}
