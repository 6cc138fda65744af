package org.stillpoint.ui.internal.host;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {

    static String missing;
    static String notInstalled;
    static String unresolved;
    static String notStarted;
    static String withoutService;
    static String solvers;
    static String runs;
    static String installer;
    static String files;
    static String blas;
    static String views;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
