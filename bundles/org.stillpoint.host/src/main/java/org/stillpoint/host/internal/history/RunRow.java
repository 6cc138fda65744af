package org.stillpoint.host.internal.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillpoint.api.History;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.api.verify.Certificate;

/** A run as a row of the database. */
final class RunRow {

    static final String MERGE = "MERGE INTO RUN (ID, LABEL, PROBLEM_TYPE, SOLVER, SOLVER_VERSION, OPTION_NAMES, OPTION_VALUES, STATE, "
            + "STATUS, VERDICT, RESIDUAL, ITERATIONS, SUBMITTED, SECONDS, BLAS, FAILURE, CERTIFICATE, RESIDUALS, REMARKS, "
            + "SOURCE) KEY (ID) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** The columns of an outline. */
    static final String OUTLINE = "ID, LABEL, SOURCE, PROBLEM_TYPE, SOLVER, SOLVER_VERSION, OPTION_NAMES, OPTION_VALUES, STATE, STATUS, "
            + "VERDICT, RESIDUAL, ITERATIONS, SUBMITTED, SECONDS, BLAS, FAILURE, REMARKS";

    /** Longer texts and certificates would not fit their columns. */
    private static final int LONGEST_TEXT = 20_000;
    private static final int LARGEST_CERTIFICATE = 1_000_000;

    private RunRow() {
    }

    static void set(PreparedStatement merge, RunSummary run) throws SQLException {
        merge.setLong(1, run.id());
        merge.setString(2, shortened(run.label()));
        merge.setString(3, run.problemType());
        merge.setString(4, run.solver());
        merge.setString(5, run.version());
        merge.setObject(6, run.options().keySet().toArray(new String[0]));
        merge.setObject(7, shortened(run.options().values()));
        merge.setString(8, run.state().name());
        merge.setString(9, run.status().orElse(null));
        merge.setString(10, run.verdict().map(Verdict::name).orElse(null));
        merge.setDouble(11, run.residual());
        merge.setLong(12, run.iterations());
        merge.setObject(13, run.submitted().atOffset(ZoneOffset.UTC));
        merge.setDouble(14, run.seconds());
        merge.setString(15, run.blas());
        merge.setString(16, run.failure().map(RunRow::shortened).orElse(null));
        merge.setBytes(17, run.certificate().map(certificate -> BinaryFormat.toBytes(certificate.toRecord()))
                .filter(bytes -> bytes.length <= LARGEST_CERTIFICATE).orElse(null));
        merge.setBytes(18, BinaryFormat.toBytes(run.history().toRecord()));
        merge.setObject(19, shortened(run.remarks()));
        merge.setString(20, run.source().map(RunRow::shortened).orElse(null));
    }

    static RunSummary read(ResultSet row) throws SQLException {
        byte[] certificate = row.getBytes("CERTIFICATE");
        return read(row, Optional.ofNullable(certificate).map(BinaryFormat::fromBytes).map(Certificate::fromRecord),
                History.fromRecord(BinaryFormat.fromBytes(row.getBytes("RESIDUALS"))));
    }

    static RunSummary readOutline(ResultSet row) throws SQLException {
        return read(row, Optional.empty(), History.EMPTY);
    }

    private static RunSummary read(ResultSet row, Optional<Certificate> certificate, History history) throws SQLException {
        return new RunSummary(row.getLong("ID"), row.getString("LABEL"), Optional.ofNullable(row.getString("SOURCE")),
                row.getString("PROBLEM_TYPE"), row.getString("SOLVER"), row.getString("SOLVER_VERSION"), options(row),
                RunState.valueOf(row.getString("STATE")), Optional.ofNullable(row.getString("STATUS")),
                Optional.ofNullable(row.getString("VERDICT")).map(Verdict::valueOf), row.getDouble("RESIDUAL"), row.getLong("ITERATIONS"),
                row.getObject("SUBMITTED", OffsetDateTime.class).toInstant(), row.getDouble("SECONDS"), row.getString("BLAS"),
                Optional.ofNullable(row.getString("FAILURE")), List.of(texts(row, "REMARKS")), certificate, history);
    }

    private static Map<String, String> options(ResultSet row) throws SQLException {
        String[] names = texts(row, "OPTION_NAMES");
        String[] values = texts(row, "OPTION_VALUES");
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            options.put(names[i], values[i]);
        }
        return options;
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        Object[] texts = (Object[]) row.getArray(column).getArray();
        return Arrays.copyOf(texts, texts.length, String[].class);
    }

    private static String[] shortened(Collection<String> texts) {
        return texts.stream().map(RunRow::shortened).toArray(String[]::new);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }
}
