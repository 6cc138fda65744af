package org.stillpoint.ui.internal.part;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {

    public static String copy;
    public static String dismiss;
    public static String format;
    public static String formatPng;
    public static String formatSvg;
    public static String formatCsv;
    public static String formatJson;
    public static String formatNpz;
    public static String replace;
    public static String replaceYes;
    public static String replaceNo;
    public static String mayNotWrite;
    public static String noFolder;

    static {
        NLS.initializeMessages("org.stillpoint.ui.internal.part.messages", Messages.class);
    }

    private Messages() {
    }
}
