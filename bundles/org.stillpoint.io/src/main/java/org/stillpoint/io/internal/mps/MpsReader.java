package org.stillpoint.io.internal.mps;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ProblemReader;
import org.stillpoint.api.io.ProblemReaderInfo;
import org.stillpoint.api.io.ProblemSource;
import org.stillpoint.api.io.ReadResult;

/** Reads linear programs in MPS format, fixed or free, compressed by gzip or not; which of them the content itself tells. */
@Component
@ProblemReaderInfo(extensions = {".mps", ".mps.gz"}, title = "MPS linear program")
public final class MpsReader implements ProblemReader {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    @Override
    public ReadResult read(ProblemSource source) throws IOException {
        MpsParser parser = null;
        try (InputStream stored = new BufferedInputStream(source.open(), BUFFER)) {
            parser = new MpsParser(plain(stored), source.name());
            return parser.read();
        } catch (EOFException | ZipException damaged) {
            throw new ProblemFormatException(source.name(), parser == null ? 0 : parser.line(),
                    "the compressed data is truncated or damaged; expected a whole gzip file", damaged);
        }
    }

    private static InputStream plain(InputStream stored) throws IOException {
        stored.mark(2);
        boolean compressed = stored.read() == GZIP_FIRST && stored.read() == GZIP_SECOND;
        stored.reset();
        return compressed ? new GZIPInputStream(stored, BUFFER) : stored;
    }
}
