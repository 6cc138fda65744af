package org.stillpoint.ui.internal.host;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {

    public static String missing;
    public static String notInstalled;
    public static String unresolved;
    public static String notStarted;
    public static String withoutService;
    public static String solvers;
    public static String runs;
    public static String installer;
    public static String files;
    public static String blas;
    public static String views;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
