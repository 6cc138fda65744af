package org.stillpoint.ui.internal.history;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {

    static String column_number;
    static String column_submitted;
    static String column_problem;
    static String column_type;
    static String column_solver;
    static String column_verdict;
    static String column_status;
    static String column_residual;
    static String column_iterations;
    static String column_evaluations;
    static String column_seconds;
    static String column_blas;
    static String column_options;
    static String verdict_certified;
    static String verdict_notCertified;
    static String verdict_unverified;
    static String verdict_refused;
    static String verdict_failed;
    static String state_queued;
    static String state_running;
    static String state_verifying;
    static String state_elsewhere;
    static String filter_words;
    static String filter_anyVerdict;
    static String filter_anyType;
    static String filter_anySolver;
    static String filter_all;
    static String filter_some;
    static String empty_noRuns;
    static String empty_filtered;
    static String job_read;
    static String job_select;
    static String job_rerun;
    static String job_compare;
    static String job_delete;
    static String rerun_impossible;
    static String rerun_noFile;
    static String rerun_fileGone;
    static String rerun_unreadable;
    static String rerun_notInstalled;
    static String rerun_otherVersion;
    static String delete_title;
    static String delete_one;
    static String delete_some;
    static String delete_left;
    static String delete_refused;
    static String delete_fewer;
    static String delete_do;
    static String delete_keep;
    static String compare_title;
    static String compare_legend;
    static String compare_mixed;
    static String compare_copy;
    static String compare_export;
    static String compare_file;
    static String compare_written;
    static String compare_unwritten;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
