package org.stillpoint.ui.internal.model;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {

    public static String reading;
    public static String saving;
    public static String noFile;
    public static String noAccess;
    public static String noMemory;
    public static String noType;
    public static String unreadable;
    public static String notRestored;
    public static String notSaved;

    static {
        NLS.initializeMessages("org.stillpoint.ui.internal.model.messages", Messages.class);
    }

    private Messages() {
    }
}
