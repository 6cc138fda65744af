package org.stillpoint.ui.internal.solvers;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {

    public static String read;
    public static String filter;
    public static String solverCount;
    public static String problems;
    public static String called;
    public static String problem;
    public static String paper;
    public static String bundle;
    public static String feature;
    public static String ofProduct;
    public static String featureSince;
    public static String options;
    public static String emptyText;
    public static String leaving;
    public static String leavingOne;
    public static String leavingSome;
    public static String leavingLabel;
    public static String leavingOneLabel;
    public static String leavingSomeLabel;
    public static String wasRefused;
    public static String done;
    public static String refused;
    public static String alsoRefused;
    public static String succeeded;
    public static String empty;
    public static String nothingMatches;
    public static String select;
    public static String install;
    public static String installTip;
    public static String update;
    public static String updateTip;
    public static String updateOf;
    public static String uninstall;
    public static String uninstallTip;
    public static String uninstallProduct;
    public static String uninstallProductTip;
    public static String uninstallLeaving;
    public static String uninstallLeavingTip;
    public static String uninstallNothing;
    public static String noInstaller;
    public static String copyId;
    public static String copyIdTip;
    public static String run;
    public static String runTip;
    public static String pin;
    public static String pinTip;
    public static String unpin;
    public static String showReport;
    public static String showReportTip;
    public static String expandAll;
    public static String collapseAll;
    public static String archives;
    public static String allFiles;
    public static String installTitle;
    public static String installOf;
    public static String installing;
    public static String installingOne;
    public static String notBegun;
    public static String failed;
    public static String older;
    public static String olderTitle;
    public static String olderQuestion;
    public static String olderYes;
    public static String uninstallTitle;
    public static String uninstallOf;
    public static String uninstallQuestion;
    public static String uninstallRuns;
    public static String noSolver;
    public static String yes;
    public static String cancel;
    public static String uninstalling;
    public static String working;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
