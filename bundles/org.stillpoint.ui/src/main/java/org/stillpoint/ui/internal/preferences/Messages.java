package org.stillpoint.ui.internal.preferences;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {

    public static String apply;
    public static String notApplied;
    public static String description;
    public static String deployFolder;
    public static String deployFolderTip;
    public static String noFolder;
    public static String threads;
    public static String threadsTip;
    public static String runsAtATime;
    public static String runsAtATimeTip;
    public static String number;
    public static String blasProvider;
    public static String blasProviderTip;
    public static String router;
    public static String note;
    public static String noteCores;
    public static String absent;
    public static String rejected;
    public static String noWatcher;
    public static String readProviders;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
