package org.stillpoint.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds features from their single source, {@code NAME/feature.json}: the document with its versions filled in, the Eclipse
 * {@code feature.xml} with what Tycho needs beside it, and the archive {@code NAME.solver} for hot installation; and for all of them together the
 * {@code category.xml} of an update site.
 *
 * <p>In the source, <code>${version}</code> stands for the version that the build has of an artifact; for the feature itself, for
 * the version of the project.
 */
public final class FeatureBuilder {

    private static final String DOCUMENT = "feature.json";
    private static final String JAR = ".jar";
    private static final Pattern COORDINATES = Pattern.compile("\"([\\w.-]+):([\\w.-]+):\\$\\{version}\"");
    private final Path bundles;
    private final String version;
    private final String licence;

    /**
     * @param bundles the folder with the jars of all bundles, named {@code artifact-version.jar}
     * @param version the version of the project
     * @param licence the text of its licence
     */
    public FeatureBuilder(Path bundles, String version, String licence) {
        this.bundles = bundles;
        this.version = version;
        this.licence = licence;
    }

    /**
     * Builds every feature in a folder.
     *
     * @param arguments the folder of the sources, the folder of the bundles, the folder to write to, the version of the project,
     *     the file with its licence
     */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[2]);
        FeatureBuilder builder = new FeatureBuilder(Path.of(arguments[1]), arguments[3], Files.readString(Path.of(arguments[4])));
        builder.build(sources(Path.of(arguments[0])), target);
    }

    /** The sources in a folder. */
    static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.resolve(DOCUMENT)).filter(Files::exists).sorted().toList();
        }
    }

    /** Builds features, and the categories that they are in. */
    void build(List<Path> sources, Path target) throws IOException {
        List<FeatureSource> features = new ArrayList<>();
        List<FeatureBundle> prerequisites = new ArrayList<>();
        for (Path source : sources) {
            String text = fillIn(Files.readString(source), source.getParent().getFileName().toString());
            FeatureSource feature = FeatureSource.parse(text);
            List<FeatureBundle> needed = bundles(feature.prerequisites().stream().map(FeatureSource.Prerequisite::coordinates).toList());
            build(feature, text, needed, target);
            features.add(feature);
            prerequisites.addAll(needed);
        }
        Files.writeString(target.resolve("category.xml"), EclipseCategories.xml(features, prerequisites));
    }

    private void build(FeatureSource feature, String text, List<FeatureBundle> needed, Path target) throws IOException {
        Path folder = Files.createDirectories(target.resolve(feature.artifact()));
        List<FeatureBundle> members = bundles(feature.bundles().stream().map(FeatureSource.Member::coordinates).toList());
        Files.writeString(folder.resolve(DOCUMENT), text);
        Files.writeString(folder.resolve("feature.xml"), EclipseFeature.xml(feature, members, licence));
        Files.writeString(folder.resolve("p2.inf"), EclipseAdvice.of(feature, needed));
        Files.writeString(folder.resolve("build.properties"), "bin.includes = feature.xml,p2.inf\n");
        if (feature.archive()) {
            SolverArchive.write(target.resolve(feature.artifact() + ".solver"), text.getBytes(StandardCharsets.UTF_8), members);
        }
    }

    private String fillIn(String text, String feature) {
        return COORDINATES.matcher(text).replaceAll(found -> "\"" + found.group(1) + ":" + found.group(2) + ":"
                + (jars(found.group(2)).isEmpty() && found.group(2).equals(feature) ? version : versionOf(found.group(2))) + "\"");
    }

    private String versionOf(String artifact) {
        String name = only(artifact).getFileName().toString();
        return name.substring(artifact.length() + 1, name.length() - JAR.length());
    }

    private List<FeatureBundle> bundles(List<String> coordinates) throws IOException {
        List<FeatureBundle> found = new ArrayList<>();
        for (String one : coordinates) {
            Path file = only(one.split(":")[1]);
            try (JarFile jar = new JarFile(file.toFile())) {
                Attributes manifest = jar.getManifest().getMainAttributes();
                String symbolicName = manifest.getValue("Bundle-SymbolicName");
                if (symbolicName == null) {
                    throw new IllegalArgumentException(file + " is not a bundle");
                }
                found.add(new FeatureBundle(symbolicName.replaceAll(";.*", "").strip(), manifest.getValue("Bundle-Version"), file));
            }
        }
        return found;
    }

    private Path only(String artifact) {
        List<Path> jars = jars(artifact);
        if (jars.size() != 1) {
            throw new IllegalArgumentException("artifact " + artifact + " is there " + jars.size() + " times in " + bundles
                    + "; expected one");
        }
        return jars.get(0);
    }

    private List<Path> jars(String artifact) {
        Pattern name = Pattern.compile(Pattern.quote(artifact) + "-\\d.*\\.jar");
        try (Stream<Path> files = Files.list(bundles)) {
            return files.filter(file -> name.matcher(file.getFileName().toString()).matches()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
