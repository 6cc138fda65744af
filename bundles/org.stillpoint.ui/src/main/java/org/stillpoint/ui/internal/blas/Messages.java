package org.stillpoint.ui.internal.blas;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {

    public static String measure;
    public static String read;
    public static String measuring;
    public static String failed;
    public static String pinned;
    public static String pinnedAbsent;
    public static String inUse;
    public static String notUsed;
    public static String operation;
    public static String operationTip;
    public static String size;
    public static String sizeTip;
    public static String speed;
    public static String chosen;
    public static String copy;
    public static String legend;
    public static String none;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
