package org.stillpoint.ui.internal;

/** The ids that {@code plugin.xml} declares. */
public final class ViewIds {

    /** The perspective. */
    public static final String PERSPECTIVE = "org.stillpoint.ui.solvers";
    /** The installed solvers. */
    public static final String SOLVERS = "org.stillpoint.ui.view.solvers";
    /** The open problems. */
    public static final String PROBLEM = "org.stillpoint.ui.view.problem";
    /** The form from which runs are started. */
    public static final String RUN = "org.stillpoint.ui.view.run";
    /** Residuals of the selected runs. */
    public static final String CONVERGENCE = "org.stillpoint.ui.view.convergence";
    /** The answer of a run and its certificate. */
    public static final String RESULT = "org.stillpoint.ui.view.result";
    /** The history of runs. */
    public static final String RUNS = "org.stillpoint.ui.view.runs";
    /** Providers of linear algebra and their speeds. */
    public static final String BLAS = "org.stillpoint.ui.view.blas";

    private ViewIds() {
    }
}
