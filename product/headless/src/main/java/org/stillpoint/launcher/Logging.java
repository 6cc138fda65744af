package org.stillpoint.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;

/**
 * Sends the platform's logging to the folder {@code log}. The platform creates this object (system property
 * {@code java.util.logging.config.class}) when something is logged for the first time, so that a run that logs nothing pays nothing.
 */
public final class Logging {

    /** Reads {@code etc/logging.properties}, in which {@code ${home}} is the folder of the host's state. */
    public Logging() throws IOException {
        Path home = Path.of(System.getProperty(Launcher.HOME));
        Files.createDirectories(home.resolve("log"));
        String settings = Files.readString(Path.of(System.getProperty(Launcher.PRODUCT)).resolve("etc/logging.properties"))
                .replace("${home}", home.toString().replace('\\', '/'));
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(settings.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
