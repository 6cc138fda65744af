package org.stillpoint.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A host inside this process: a framework with every Stillpoint bundle of the class path but the API, which it shares with
 * the program around it.
 */
final class EmbeddedHost implements AutoCloseable {

    private static final Pattern USES = Pattern.compile(";uses:=\"[^\"]*\"");
    /** What comes from the class path: the API and the matrices in its signatures. */
    private static final List<String> SHARED = List.of("org.stillpoint.api", "org.stillpoint.thirdparty.ejml");
    /** Jars of the class path that are bundles but no part of a host. */
    private static final List<String> LEFT_OUT = List.of("org.apache.felix.framework", "osgi.core", "osgi.annotation");

    private final Path storage;
    private final Framework framework;

    private EmbeddedHost(Path storage, Framework framework) {
        this.storage = storage;
        this.framework = framework;
    }

    static EmbeddedHost start() throws IOException, BundleException {
        Path storage = Files.createTempDirectory("stillpoint-benchmarks");
        List<String> locations = new ArrayList<>();
        StringBuilder shared = new StringBuilder();
        for (String element : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator))) {
            Attributes manifest = element.endsWith(".jar") ? manifest(element) : new Attributes();
            String header = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
            String name = header == null ? "" : header.split(";")[0].trim();
            if (SHARED.contains(name)) {
                shared.append(shared.isEmpty() ? "" : ",")
                        .append(USES.matcher(manifest.getValue(Constants.EXPORT_PACKAGE)).replaceAll(""));
            } else if (isHostBundle(name)) {
                locations.add(Path.of(element).toUri().toString());
            }
        }
        System.setProperty("stillpoint.home", storage.resolve("home").toString());
        Framework framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, storage.resolve("cache").toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, shared.toString()));
        EmbeddedHost host = new EmbeddedHost(storage, framework);
        framework.start();
        List<Bundle> bundles = new ArrayList<>();
        for (String location : locations) {
            bundles.add(framework.getBundleContext().installBundle(location));
        }
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
        return host;
    }

    private static boolean isHostBundle(String name) {
        return !name.isEmpty() && !LEFT_OUT.contains(name) && (name.startsWith("org.stillpoint.") || name.startsWith("org.apache.felix.")
                || name.startsWith("org.osgi.") || name.startsWith("com.h2database") || name.startsWith("com.fasterxml.jackson")
                || name.startsWith("org.apache.commons"));
    }

    private static Attributes manifest(String jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            return file.getManifest() == null ? new Attributes() : file.getManifest().getMainAttributes();
        }
    }

    /** A service, held until this host is closed: one that nobody holds would be deactivated. */
    <T> T service(Class<T> type) throws InterruptedException {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(framework.getBundleContext(), type, null);
        // The packages of the API are the class path's, of which the framework itself imports nothing: so all services count.
        tracker.open(true);
        T service = tracker.waitForService(10_000);
        if (service == null) {
            throw new IllegalStateException("no service " + type.getName() + " appeared within 10 s");
        }
        return service;
    }

    @Override
    public void close() throws IOException, BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
        try (Stream<Path> files = Files.walk(storage)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
