package org.stillpoint.ui.internal.history;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {

    public static String column_number;
    public static String column_submitted;
    public static String column_problem;
    public static String column_type;
    public static String column_solver;
    public static String column_verdict;
    public static String column_status;
    public static String column_residual;
    public static String column_iterations;
    public static String column_evaluations;
    public static String column_time;
    public static String column_seconds;
    public static String column_blas;
    public static String column_options;
    public static String verdict_certified;
    public static String verdict_notCertified;
    public static String verdict_unverified;
    public static String verdict_refused;
    public static String verdict_failed;
    public static String state_queued;
    public static String state_running;
    public static String state_verifying;
    public static String state_elsewhere;
    public static String filter;
    public static String filter_words;
    public static String filter_anyVerdict;
    public static String filter_anyType;
    public static String filter_anySolver;
    public static String filter_one;
    public static String filter_all;
    public static String filter_some;
    public static String empty_reading;
    public static String empty_noRuns;
    public static String empty_filtered;
    public static String job_read;
    public static String job_select;
    public static String job_rerun;
    public static String job_compare;
    public static String job_delete;
    public static String rerun_impossible;
    public static String rerun_noFile;
    public static String rerun_fileGone;
    public static String rerun_unreadable;
    public static String rerun_notInstalled;
    public static String rerun_otherBlas;
    public static String rerun_otherVersion;
    public static String delete_title;
    public static String delete_one;
    public static String delete_some;
    public static String delete_left;
    public static String delete_refused;
    public static String delete_fewer;
    public static String delete_do;
    public static String delete_keep;
    public static String button_rerun;
    public static String button_compare;
    public static String button_cancel;
    public static String button_delete;
    public static String button_refresh;
    public static String compare_title;
    public static String compare_legend;
    public static String compare_copy;
    public static String compare_export;
    public static String compare_exportTitle;
    public static String compare_file;
    public static String compare_written;
    public static String compare_unwritten;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
