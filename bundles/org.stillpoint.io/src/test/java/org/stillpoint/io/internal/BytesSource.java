package org.stillpoint.io.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.stillpoint.api.io.ProblemSource;

/** A problem file in memory. */
public record BytesSource(String name, byte[] content) implements ProblemSource {

    public BytesSource(String name, String content) {
        this(name, content.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public ProblemSource sibling(String sibling) throws IOException {
        throw new IOException("nothing beside " + name);
    }
}
