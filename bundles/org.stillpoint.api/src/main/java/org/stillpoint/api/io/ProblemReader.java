package org.stillpoint.api.io;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/** Reads problems from one file format; published as a service with {@link ProblemReaderInfo}. Thread-safe. */
@ConsumerType
public interface ProblemReader {

    /**
     * Reads a problem. Nothing is half-loaded: the problem is complete, or an exception tells what is wrong where.
     *
     * @throws ProblemFormatException if the content is wrong
     * @throws IOException if it cannot be read
     */
    ReadResult read(ProblemSource source) throws IOException;
}
