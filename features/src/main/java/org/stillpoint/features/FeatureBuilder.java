package org.stillpoint.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds features from their single source, {@code NAME/feature.json}: the document with its versions filled in, the Eclipse
 * {@code feature.xml}, and the archive {@code NAME.solver} for hot installation.
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

    /**
     * @param bundles the folder with the jars of all bundles, named {@code artifact-version.jar}
     * @param version the version of the project
     */
    public FeatureBuilder(Path bundles, String version) {
        this.bundles = bundles;
        this.version = version;
    }

    /**
     * Builds every feature in a folder.
     *
     * @param arguments the folder of the sources, the folder of the bundles, the folder to write to, the version of the project
     */
    public static void main(String[] arguments) throws IOException {
        FeatureBuilder builder = new FeatureBuilder(Path.of(arguments[1]), arguments[3]);
        for (Path source : sources(Path.of(arguments[0]))) {
            builder.build(source, Path.of(arguments[2]));
        }
    }

    /** The sources in a folder. */
    static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.resolve(DOCUMENT)).filter(Files::exists).sorted().toList();
        }
    }

    /** Builds one feature. */
    void build(Path source, Path target) throws IOException {
        String text = fillIn(Files.readString(source), source.getParent().getFileName().toString());
        FeatureSource feature = FeatureSource.parse(text);
        Path folder = Files.createDirectories(target.resolve(feature.artifact()));
        List<FeatureBundle> members = new ArrayList<>();
        for (FeatureSource.Member member : feature.bundles()) {
            members.add(bundle(member));
        }
        Files.writeString(folder.resolve(DOCUMENT), text);
        Files.writeString(folder.resolve("feature.xml"), EclipseFeature.xml(feature, members));
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

    private FeatureBundle bundle(FeatureSource.Member member) throws IOException {
        String artifact = member.coordinates().split(":")[1];
        Path file = only(artifact);
        try (JarFile jar = new JarFile(file.toFile())) {
            String symbolicName = jar.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
            if (symbolicName == null) {
                throw new IllegalArgumentException(file + " is not a bundle");
            }
            return new FeatureBundle(member, symbolicName.replaceAll(";.*", "").strip(), file);
        }
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
