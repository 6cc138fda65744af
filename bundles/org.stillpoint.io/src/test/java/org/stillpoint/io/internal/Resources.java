package org.stillpoint.io.internal;

import java.io.IOException;
import java.io.InputStream;

/** Files beside a test class. */
public final class Resources {

    private Resources() {
    }

    /** The content of a file beside a class. */
    public static byte[] bytes(Class<?> beside, String name) throws IOException {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
