package org.stillpoint.ui.internal.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stillpoint.ui.internal.model.ProblemFile;

/**
 * A problem that the product brings along to begin with.
 *
 * @param file its file
 * @param about what it is, in a line
 */
record Example(ProblemFile file, String about) {

    /** The framework or system property that names the folder of examples. */
    static final String FOLDER = "stillpoint.examples";

    private static final String INDEX = "README";
    private static final Pattern ENTRY = Pattern.compile("\\s+(\\S+\\.\\S+)\\s{2,}(\\S.*?)(?:\\s+\\(--problem (\\S+)\\))?");

    /** The examples of a folder, as its README lists them: a line for each with the file, what it is, and where it needs one its type. */
    static List<Example> of(Path folder) throws IOException {
        List<Example> examples = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(INDEX))) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches() && Files.isRegularFile(folder.resolve(entry.group(1)))) {
                examples.add(new Example(new ProblemFile(folder.resolve(entry.group(1)), entry.group(3) == null ? "" : entry.group(3)),
                        entry.group(2)));
            }
        }
        return examples;
    }
}
