package org.stillpoint.shell.internal.tour;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.io.ReadResult;

/**
 * A real problem that some bundle brings along for the tour.
 *
 * @param title its name for people
 * @param about what it is, in a sentence or two
 * @param source where its data are from
 * @param unit the unit of its objective, possibly empty
 * @param solver the solver to show; empty to let the host choose
 * @param options the solver's options
 * @param file the problem's file, one of {@code resources}
 * @param resources the files of the folder that it came from, by name
 */
public record TourProblem(String title, String about, String source, String unit, Optional<String> solver,
        Map<String, String> options, String file, Map<String, URL> resources) {

    /** What the name of a description ends with. */
    public static final String DESCRIPTION = ".tour.json";

    /**
     * Reads a description: {@code title}, {@code about}, {@code source}, {@code problem} (a file beside it), and where they are
     * needed {@code unit}, {@code solver} and {@code options}.
     */
    public static TourProblem read(URL description, Map<String, URL> resources) throws IOException {
        Map<String, Object> fields;
        try (InputStream in = description.openStream()) {
            fields = JSON.std.mapFrom(in);
        }
        Map<String, String> options = new LinkedHashMap<>();
        if (fields.get("options") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> options.put(String.valueOf(name), String.valueOf(value)));
        }
        String file = text(fields, "problem", description);
        if (!resources.containsKey(file)) {
            throw new IOException(description + " names the problem " + file + ", which is not beside it");
        }
        return new TourProblem(text(fields, "title", description), text(fields, "about", description),
                text(fields, "source", description), String.valueOf(fields.getOrDefault("unit", "")),
                Optional.ofNullable((String) fields.get("solver")), options, file, Map.copyOf(resources));
    }

    private static String text(Map<String, Object> fields, String name, URL description) throws IOException {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new IOException(description + " has no text " + name);
    }

    /** Reads the problem, from a copy of its folder that is gone afterwards. */
    public ReadResult read(ProblemFiles files) throws IOException {
        Path folder = Files.createTempDirectory("stillpoint-tour");
        try {
            for (Map.Entry<String, URL> resource : resources.entrySet()) {
                try (InputStream in = resource.getValue().openStream()) {
                    Files.copy(in, folder.resolve(resource.getKey()));
                }
            }
            return files.read(folder.resolve(file));
        } finally {
            List<Path> copies;
            try (Stream<Path> listed = Files.list(folder)) {
                copies = listed.toList();
            }
            for (Path copy : copies) {
                Files.delete(copy);
            }
            Files.delete(folder);
        }
    }
}
