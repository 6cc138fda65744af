package org.stillpoint.ui.internal.part;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {

    public static String copy;
    public static String dismiss;

    static {
        NLS.initializeMessages("org.stillpoint.ui.internal.part.messages", Messages.class);
    }

    private Messages() {
    }
}
