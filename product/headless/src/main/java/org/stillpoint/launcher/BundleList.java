package org.stillpoint.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The bundles to start: lines of a start level and a name, and a folder that holds the file {@code name-version.jar} for each. A
 * bundle that is marked as {@code optional} may be missing.
 */
final class BundleList {

    /** One bundle. */
    record Entry(int level, Path file) {
    }

    private BundleList() {
    }

    /**
     * Reads a list.
     *
     * @throws IOException naming the line that is wrong, the bundle that is missing or there twice, or the file that is not listed
     */
    static List<Entry> read(Path list, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> file.getFileName().toString().endsWith(".jar")).sorted().toList();
        }
        Set<Path> unlisted = new HashSet<>(files);
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(list)) {
            number++;
            String content = line.replaceFirst("#.*", "").strip();
            if (content.isEmpty()) {
                continue;
            }
            String[] words = content.split("\\s+");
            boolean optional = words.length == 3 && words[2].equals("optional");
            if (words.length != 2 && !optional || !words[0].matches("[1-9]")) {
                throw new IOException(list + ":" + number + ": expected a start level from 1 to 9 and a name, got '" + content + "'");
            }
            List<Path> found = find(words[1], files);
            if (found.size() > 1 || found.isEmpty() && !optional) {
                throw new IOException(list + ":" + number + ": expected one file " + words[1] + "-VERSION.jar, found " + found);
            }
            for (Path file : found) {
                unlisted.remove(file);
                entries.add(new Entry(Integer.parseInt(words[0]), file));
            }
        }
        if (!unlisted.isEmpty()) {
            throw new IOException(list + " does not name " + unlisted.stream().map(Path::getFileName).sorted().toList());
        }
        return entries;
    }

    private static List<Path> find(String name, List<Path> files) {
        Pattern pattern = Pattern.compile(Pattern.quote(name) + "-\\d.*\\.jar");
        return files.stream().filter(file -> pattern.matcher(file.getFileName().toString()).matches()).toList();
    }
}
