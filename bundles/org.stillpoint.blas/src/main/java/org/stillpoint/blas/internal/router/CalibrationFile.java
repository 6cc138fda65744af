package org.stillpoint.blas.internal.router;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calibration of one machine as a JSON file. A file that is missing, damaged, of another machine or another format counts
 * as none; one that cannot be written is done without.
 */
final class CalibrationFile {
    private static final Logger LOGGER = System.getLogger(CalibrationFile.class.getName());
    private static final int FORMAT = 1;

    private final Path path;
    private final String machine;
    private final JsonFactory json = new JsonFactory();

    CalibrationFile(Path path, String machine) {
        this.path = path;
        this.machine = machine;
    }

    /**
     * A calibration.
     *
     * @param versions the providers that took part, with their versions
     */
    record Calibration(Map<String, String> versions, List<Measurement> measurements) {

        /** Whether all of these providers took part in these versions. */
        boolean covers(Map<String, String> providers) {
            return versions.entrySet().containsAll(providers.entrySet());
        }
    }

    Optional<Calibration> read() {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try (JsonParser parser = json.createParser(path.toFile())) {
            return parse(parser);
        } catch (IOException | IllegalArgumentException damaged) {
            LOGGER.log(Level.DEBUG, "The calibration in " + path + " is not usable", damaged);
            return Optional.empty();
        }
    }

    private Optional<Calibration> parse(JsonParser parser) throws IOException {
        Map<String, String> versions = new HashMap<>();
        List<Measurement> measurements = new ArrayList<>();
        int format = 0;
        String found = null;
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "format" -> format = parser.getIntValue();
                case "machine" -> found = parser.getText();
                case "providers" -> {
                    expect(value, JsonToken.START_OBJECT);
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        String name = parser.currentName();
                        versions.put(name, parser.nextTextValue());
                    }
                }
                case "speeds" -> {
                    expect(value, JsonToken.START_ARRAY);
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        measurements.add(measurement(parser));
                    }
                }
                default -> parser.skipChildren();
            }
        }
        expect(parser.currentToken(), JsonToken.END_OBJECT);
        boolean current = format == FORMAT && machine.equals(found);
        return current ? Optional.of(new Calibration(versions, measurements)) : Optional.empty();
    }

    private static Measurement measurement(JsonParser parser) throws IOException {
        String provider = "";
        Operation operation = null;
        int size = 0;
        double gigaflops = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "provider" -> provider = parser.getText();
                case "operation" -> operation = Operation.valueOf(parser.getText());
                case "size" -> size = parser.getIntValue();
                case "gigaflops" -> gigaflops = parser.getDoubleValue();
                default -> parser.skipChildren();
            }
        }
        if (operation == null || !(gigaflops > 0)) {
            throw new IOException("a speed without operation or value");
        }
        return new Measurement(provider, operation, size, gigaflops);
    }

    private static void expect(JsonToken found, JsonToken expected) throws IOException {
        if (found != expected) {
            throw new IOException(expected + " expected, " + found + " found");
        }
    }

    /** Writes a new file beside the old one and puts it in its place, so that another process never reads half of it. */
    void write(Calibration calibration) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Path draft = Files.createTempFile(path.toAbsolutePath().getParent(), "blas", ".json");
            try {
                try (JsonGenerator generator = json.createGenerator(Files.newOutputStream(draft))) {
                    generator.useDefaultPrettyPrinter();
                    generate(calibration, generator);
                }
                Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException | SecurityException unwritable) {
            LOGGER.log(Level.DEBUG, "The calibration is not kept in " + path, unwritable);
        }
    }

    private void generate(Calibration calibration, JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        generator.writeNumberField("format", FORMAT);
        generator.writeStringField("machine", machine);
        generator.writeObjectFieldStart("providers");
        for (Map.Entry<String, String> version : calibration.versions().entrySet()) {
            generator.writeStringField(version.getKey(), version.getValue());
        }
        generator.writeEndObject();
        generator.writeArrayFieldStart("speeds");
        for (Measurement measurement : calibration.measurements()) {
            generator.writeStartObject();
            generator.writeStringField("provider", measurement.provider());
            generator.writeStringField("operation", measurement.operation().name());
            generator.writeNumberField("size", measurement.size());
            generator.writeNumberField("gigaflops", measurement.gigaflops());
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.writeEndObject();
    }
}
