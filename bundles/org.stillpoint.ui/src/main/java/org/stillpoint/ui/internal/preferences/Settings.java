package org.stillpoint.ui.internal.preferences;

/** The keys of the preferences. */
public final class Settings {

    /** The node that the preferences are in, by every scope. */
    public static final String NODE = "org.stillpoint.ui";
    /** The folder that is watched for archives; empty for none. */
    public static final String DEPLOY_FOLDER = "deployFolder";
    /** The threads of each run; 0 for as many as there are cores. */
    public static final String THREADS = "threads";
    /** The runs that take place at a time; 0 for as many as there are cores. */
    public static final String RUNS_AT_A_TIME = "runsAtATime";
    /** The BLAS provider of each run; empty for the router. */
    public static final String BLAS_PROVIDER = "blasProvider";
    /** No more threads for a run, and no more runs at a time, than this. */
    public static final int MOST = 1024;

    private Settings() {
    }
}
