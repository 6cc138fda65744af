package org.stillpoint.ui.internal.run;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {

    public static String blas;
    public static String blas_absent;
    public static String blas_router;
    public static String blas_tip;
    public static String cancelAll;
    public static String cancelAllTip;
    public static String checkAll;
    public static String checkNone;
    public static String finding;
    public static String job_offer;
    public static String job_residual;
    public static String job_run;
    public static String job_start;
    public static String limit;
    public static String limit_hint;
    public static String limit_tip;
    public static String limit_wrong;
    public static String noProblem;
    public static String noSolver;
    public static String noneChecked;
    public static String option_off;
    public static String option_on;
    public static String option_tip;
    public static String options;
    public static String options_of;
    public static String options_gone;
    public static String reset;
    public static String resetTip;
    public static String row_cancel;
    public static String row_cancelTip;
    public static String row_done;
    public static String row_left;
    public static String row_name;
    public static String row_queued;
    public static String row_running;
    public static String row_verifying;
    public static String shared;
    public static String sharedTip;
    public static String solver_choice;
    public static String solver_choice_brief;
    public static String solver_reduced;
    public static String solver_reduced_brief;
    public static String solvers;
    public static String solvers_for;
    public static String start;
    public static String start_refused;
    public static String startTip;
    public static String verdict_certified;
    public static String verdict_failed;
    public static String verdict_notCertified;
    public static String verdict_refused;
    public static String verdict_unverified;
    public static String warm;
    public static String warm_from;
    public static String warm_reduced;
    public static String warm_tip;
    public static String wrongOption;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
