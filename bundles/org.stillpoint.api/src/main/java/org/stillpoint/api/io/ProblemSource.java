package org.stillpoint.api.io;

import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/** Where a problem is read from: a named stream, and the files beside it. */
@ProviderType
public interface ProblemSource {

    /** The name for messages, with the extension; without folders. */
    String name();

    /** A new stream over the content as stored; the caller closes it. */
    InputStream open() throws IOException;

    /**
     * A file beside this one.
     *
     * @param name a relative path that does not leave the folder
     * @throws IOException if there is none, or the path leaves the folder
     */
    ProblemSource sibling(String name) throws IOException;
}
