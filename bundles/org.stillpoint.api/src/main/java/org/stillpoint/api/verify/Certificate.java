package org.stillpoint.api.verify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * What a verifier found, computed from the problem alone.
 *
 * @param verifier the verifier and the bundle that brought it
 * @param checks what was measured and must keep a bound
 * @param quantities what was computed beside, by name and in order: {@link #OBJECTIVE} and the like
 * @param notes remarks for the user
 */
public record Certificate(String verifier, List<Check> checks, Map<String, Double> quantities, List<String> notes)
        implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "certificate";
    /** The quantity that is minimised or maximised, with its constant. */
    public static final String OBJECTIVE = "objective";
    /** The dual objective. */
    public static final String DUAL_OBJECTIVE = "dualObjective";

    /** Copies the collections. */
    public Certificate {
        Objects.requireNonNull(verifier, "verifier");
        checks = List.copyOf(checks);
        quantities = Collections.unmodifiableMap(new LinkedHashMap<>(quantities));
        notes = List.copyOf(notes);
    }

    /** Whether there is at least one check and all hold. */
    public boolean holds() {
        return !checks.isEmpty() && checks.stream().allMatch(Check::holds);
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder numbers = DataRecord.of("quantities", 1);
        quantities.forEach(numbers::number);
        return DataRecord.of(TYPE, 1).text("verifier", verifier).records("checks", checks.stream().map(Check::toRecord).toList())
                .record("quantities", numbers.build()).texts("notes", notes).build();
    }

    /** Recreates a certificate. */
    public static Certificate fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        DataRecord numbers = record.record("quantities");
        Map<String, Double> quantities = new LinkedHashMap<>();
        numbers.names().forEach(name -> quantities.put(name, numbers.number(name)));
        return new Certificate(record.text("verifier"), record.records("checks").stream().map(Check::fromRecord).toList(),
                quantities, record.texts("notes"));
    }
}
