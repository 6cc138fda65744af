package org.stillpoint.ui.internal.result;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {

    public static String nothing;
    public static String run;
    public static String runLabel;
    public static String queued;
    public static String running;
    public static String verifying;
    public static String timeLeft;
    public static String certified;
    public static String notCertified;
    public static String unverified;
    public static String refused;
    public static String failed;
    public static String noAnswer;
    public static String residual;
    public static String residualWithin;
    public static String iteration;
    public static String iterations;
    public static String evaluation;
    public static String evaluations;
    public static String time;
    public static String blas;
    public static String certificate;
    public static String pictures;
    public static String solution;
    public static String details;
    public static String check;
    public static String value;
    public static String bound;
    public static String holds;
    public static String fails;
    public static String verdict;
    public static String verifiedBy;
    public static String noCertificate;
    public static String solver;
    public static String title;
    public static String paper;
    public static String bundle;
    public static String problemType;
    public static String option;
    public static String counter;
    public static String submitted;
    public static String secondsQueued;
    public static String secondsSolving;
    public static String secondsVerifying;
    public static String status;
    public static String tolerance;
    public static String picture;
    public static String table;
    public static String find;
    public static String findMessage;
    public static String notFound;
    public static String tableRow;
    public static String tableRows;
    public static String page;
    public static String pageRows;
    public static String notSortable;
    public static String copy;
    public static String selectAll;
    public static String lost;
    public static String notKept;
    public static String computing;
    public static String unshown;
    public static String save;
    public static String saveFile;
    public static String saveTip;
    public static String saveTitle;
    public static String noPicture;
    public static String savePicture;
    public static String savePictureTitle;
    public static String savingJob;
    public static String saved;
    public static String notSaved;
    public static String lookJob;
    public static String tableJob;

    static {
        NLS.initializeMessages("org.stillpoint.ui.internal.result.messages", Messages.class);
    }

    private Messages() {
    }
}
