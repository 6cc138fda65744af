package org.stillpoint.io.internal.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ProblemSource;

/** The rows of a table of any cells: CSV with a header line, or a JSON array of objects; either may be compressed by gzip. */
final class TableRows {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String source;
    private final List<TableRow> rows = new ArrayList<>();

    private TableRows(String source) {
        this.source = source;
    }

    /** Whether a file's name ends like that of a table. */
    static boolean isTable(String name) {
        String plain = plain(name);
        return plain.endsWith(".csv") || plain.endsWith(".json");
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
    }

    /**
     * Reads a table.
     *
     * @throws ProblemFormatException naming the line
     */
    static List<TableRow> read(ProblemSource file) throws IOException {
        TableRows table = new TableRows(file.name());
        try (InputStream in = new BufferedInputStream(file.open(), 1 << 16)) {
            InputStream content = file.name().toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
            if (plain(file.name()).endsWith(".csv")) {
                table.readCsv(content);
            } else {
                table.readJson(content);
            }
        } catch (ZipException | EOFException broken) {
            throw new ProblemFormatException(file.name(), 0, "this is no complete gzip file: " + broken.getMessage(), broken);
        }
        return table.rows;
    }

    /**
     * What stands in the first line of a CSV file, without the others being read.
     *
     * @throws ProblemFormatException if two of its cells are the same
     */
    static Set<String> firstLine(ProblemSource file) throws IOException {
        try (InputStream in = file.open(); CSVParser parser = parser(in)) {
            Iterator<CSVRecord> records = parser.iterator();
            return records.hasNext() ? new LinkedHashSet<>(new TableRows(file.name()).header(records.next(), 1)) : Set.of();
        } catch (CSVException | UncheckedIOException broken) {
            throw new ProblemFormatException(file.name(), 1, broken.getMessage(), broken);
        }
    }

    private static CSVParser parser(InputStream in) throws IOException {
        Reader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setIgnoreSurroundingSpaces(true).get().parse(reader);
    }

    private void readCsv(InputStream in) throws IOException {
        long line = 0;
        try (CSVParser parser = parser(in)) {
            Iterator<CSVRecord> records = parser.iterator();
            List<String> header = records.hasNext() ? header(records.next(), parser.getCurrentLineNumber()) : List.of();
            line = parser.getCurrentLineNumber();
            while (records.hasNext()) {
                CSVRecord record = records.next();
                line = parser.getCurrentLineNumber();
                if (record.size() != header.size()) {
                    throw new ProblemFormatException(source, line, record.size() + " cells; expected " + header.size()
                            + " as in the first line");
                }
                Map<String, String> cells = new LinkedHashMap<>();
                for (int column = 0; column < header.size(); column++) {
                    cells.put(header.get(column), record.get(column));
                }
                rows.add(new TableRow(line, cells));
            }
        } catch (CSVException | UncheckedIOException broken) {
            throw new ProblemFormatException(source, line + 1, broken.getMessage(), broken);
        }
    }

    private List<String> header(CSVRecord record, long line) throws ProblemFormatException {
        List<String> header = record.toList();
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!name.isEmpty() && !seen.add(name)) {
                throw new ProblemFormatException(source, line, "two columns are named '" + name + "'");
            }
        }
        return header;
    }

    private void readJson(InputStream in) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new ProblemFormatException(source, line(parser), "expected a JSON array of objects, starting with [");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw new ProblemFormatException(source, line(parser), "found " + parser.getText()
                            + " in the array; expected objects, each a result");
                }
                readObject(parser);
            }
        } catch (JsonProcessingException broken) {
            long line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
            throw new ProblemFormatException(source, line, broken.getOriginalMessage(), broken);
        }
    }

    private void readObject(JsonParser parser) throws IOException {
        Map<String, String> cells = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token.isStructStart()) {
                parser.skipChildren();
            } else {
                cells.put(name, token == JsonToken.VALUE_NULL ? "" : parser.getText().trim());
            }
        }
        rows.add(new TableRow(line(parser), cells));
    }

    private static long line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
