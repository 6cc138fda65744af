package org.stillpoint.host.internal.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillpoint.api.History;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.api.verify.Certificate;

/** A run as a record of the journal. */
final class RunRecord {

    private static final String TYPE = "run";

    private RunRecord() {
    }

    static DataRecord of(RunSummary run) {
        DataRecord.Builder options = DataRecord.of("options", 1);
        run.options().forEach(options::text);
        DataRecord.Builder record = DataRecord.of(TYPE, 1).integer("id", run.id()).text("label", run.label())
                .text("problemType", run.problemType()).text("solver", run.solver()).text("version", run.version())
                .record("options", options.build()).text("state", run.state().name()).number("residual", run.residual())
                .integer("iterations", run.iterations()).text("submitted", run.submitted().toString())
                .number("seconds", run.seconds()).text("blas", run.blas()).record("history", run.history().toRecord());
        run.source().ifPresent(source -> record.text("source", source));
        if (!run.remarks().isEmpty()) {
            record.texts("remarks", run.remarks());
        }
        run.status().ifPresent(status -> record.text("status", status));
        run.verdict().ifPresent(verdict -> record.text("verdict", verdict.name()));
        run.failure().ifPresent(failure -> record.text("failure", failure));
        run.certificate().ifPresent(certificate -> record.record("certificate", certificate.toRecord()));
        return record.build();
    }

    static RunSummary read(DataRecord record) {
        record.require(TYPE, 1);
        Map<String, String> options = new LinkedHashMap<>();
        DataRecord given = record.record("options");
        given.names().forEach(name -> options.put(name, given.text(name)));
        return new RunSummary(record.integer("id"), record.text("label"), text(record, "source"), record.text("problemType"),
                record.text("solver"), record.text("version"), options, record.constant("state", RunState.class), text(record, "status"),
                text(record, "verdict").map(Verdict::valueOf), record.number("residual"), record.integer("iterations"),
                Instant.parse(record.text("submitted")), record.number("seconds"), record.text("blas"), text(record, "failure"),
                record.has("remarks") ? record.texts("remarks") : List.of(),
                record.has("certificate") ? Optional.of(Certificate.fromRecord(record.record("certificate"))) : Optional.empty(),
                History.fromRecord(record.record("history")));
    }

    private static Optional<String> text(DataRecord record, String name) {
        return record.has(name) ? Optional.of(record.text(name)) : Optional.empty();
    }
}
