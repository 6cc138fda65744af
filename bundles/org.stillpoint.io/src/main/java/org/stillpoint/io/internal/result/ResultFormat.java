package org.stillpoint.io.internal.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.io.ProblemFormatException;

/** A format in which records are written. */
public interface ResultFormat {

    /**
     * Writes a record.
     *
     * @param target the file's name, for messages
     * @throws ProblemFormatException if the format cannot hold the record
     */
    void write(DataRecord record, OutputStream out, String target) throws IOException;

    /**
     * Reads back what was written.
     *
     * @param source the file's name, for messages
     * @param type the type of the record
     */
    DataRecord read(InputStream in, String source, String type) throws IOException;
}
