package org.stillpoint.shell.internal.interactive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;

/** Where the interactive shell gets its lines from. */
interface LineSource extends AutoCloseable {

    /** The next line; empty at the end. */
    Optional<String> next() throws IOException;

    @Override
    void close() throws IOException;

    /** Lines of the standard input as they come: a script, or a terminal without editing. */
    static LineSource plain() {
        BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        return new LineSource() {
            @Override
            public Optional<String> next() throws IOException {
                return Optional.ofNullable(reader.readLine());
            }

            @Override
            public void close() {
                // The standard input stays open: it is not ours.
            }
        };
    }
}
