package org.stillpoint.ui.internal.problem;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {

    public static String open;
    public static String openTip;
    public static String reload;
    public static String close;
    public static String closeAll;
    public static String recent;
    public static String examples;
    public static String welcome;
    public static String missing;
    public static String exampleOf;
    public static String filterAll;
    public static String filterArrays;
    public static String filterEvery;
    public static String changed;
    public static String isRead;
    public static String cancel;
    public static String problem;
    public static String parts;
    public static String solvers;
    public static String warnings;
    public static String part;
    public static String size;
    public static String content;
    public static String solver;
    public static String method;
    public static String solversTip;
    public static String noSolver;
    public static String computing;
    public static String unshown;
    public static String picture;
    public static String range;
    public static String nonzeros;
    public static String names;
    public static String records;
    public static String yes;
    public static String no;
    public static String typeMessage;
    public static String typeOf;
    public static String openAs;
    public static String type;
    public static String mainField;
    public static String archive;
    public static String results;
    public static String job;

    static {
        NLS.initializeMessages("org.stillpoint.ui.internal.problem.messages", Messages.class);
    }

    private Messages() {
    }
}
