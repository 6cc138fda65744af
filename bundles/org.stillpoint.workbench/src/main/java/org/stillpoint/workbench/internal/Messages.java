package org.stillpoint.workbench.internal;

import org.eclipse.osgi.util.NLS;

/** The texts of the application. */
final class Messages extends NLS {

    public static String name;
    public static String title;
    public static String noDisplay;
    public static String noFolder;
    public static String inUse;
    public static String cannotLock;
    public static String menuFile;
    public static String menuEdit;
    public static String menuWindow;
    public static String menuHelp;
    public static String menuShowView;
    public static String menuTheme;
    public static String themeSystem;
    public static String themeLight;
    public static String themeDark;
    public static String themeLater;
    public static String themeRestart;
    public static String themeWait;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
