package org.stillpoint.transport.internal.kernel;

/** Asks whether to go on; called from the solving thread only, also in the middle of long sweeps. */
@FunctionalInterface
public interface Watch {

    /** Returns false once the work is to end. */
    boolean goOn();
}
