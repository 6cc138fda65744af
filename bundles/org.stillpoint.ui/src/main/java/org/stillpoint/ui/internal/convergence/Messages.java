package org.stillpoint.ui.internal.convergence;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {

    public static String abscissa;
    public static String abscissa_evaluations;
    public static String abscissa_iterations;
    public static String abscissa_seconds;
    public static String curve;
    public static String curve_brief;
    public static String described;
    public static String exact;
    public static String export;
    public static String export_failed;
    public static String export_file;
    public static String export_job;
    public static String export_saved;
    public static String export_title;
    public static String fit;
    public static String hover_evaluation;
    public static String hover_evaluations;
    public static String hover_residual;
    public static String hover_taken;
    public static String logarithmicAcross;
    public static String logarithmicUp;
    public static String more;
    public static String nothing;
    public static String pause;
    public static String pauseTip;
    public static String plot;
    public static String unreported;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
