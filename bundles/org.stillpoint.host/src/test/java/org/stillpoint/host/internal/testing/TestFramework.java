package org.stillpoint.host.internal.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverInfo;

/** A real framework for tests. Its bundles are empty; tests register services in their names. */
public final class TestFramework implements AutoCloseable {

    private final AtomicInteger locations = new AtomicInteger();
    private final Path storage;
    private final Framework framework;

    public TestFramework() throws IOException, BundleException {
        storage = Files.createTempDirectory("framework");
        FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class).stream().map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.getClass().getName().contains("felix")).findFirst().orElseThrow();
        framework = factory.newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs a bundle that is not started yet. */
    public Bundle install(String name, String version, Map<String, String> files) throws IOException, BundleException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.putValue("Manifest-Version", "1.0");
        attributes.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        attributes.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        attributes.putValue(Constants.BUNDLE_VERSION, version);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                jar.putNextEntry(new ZipEntry(file.getKey()));
                jar.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        String location = name + "-" + version + "-" + locations.incrementAndGet();
        return context().installBundle(location, new ByteArrayInputStream(bytes.toByteArray()));
    }

    /** Installs and starts a bundle without content. */
    public Bundle bundle(String name, String version) throws IOException, BundleException {
        Bundle bundle = install(name, version, Map.of());
        bundle.start();
        return bundle;
    }

    public static <S> ServiceRegistration<?> register(Bundle bundle, Class<? super S> type, S service, Map<String, ?> properties) {
        Dictionary<String, Object> dictionary = new Hashtable<>(properties);
        return bundle.getBundleContext().registerService(type.getName(), service, dictionary);
    }

    /** Registers a solver of {@link SquareRoots} problems, designated by its id. */
    public static ServiceRegistration<?> solver(Bundle bundle, String id, Solver<?, ?> solver) {
        return solver(bundle, id, SquareRoots.TYPE, solver);
    }

    public static ServiceRegistration<?> solver(Bundle bundle, String id, String problem, Solver<?, ?> solver) {
        return register(bundle, Solver.class, solver, Map.of(SolverInfo.ID, id, SolverInfo.FAMILY, "test", SolverInfo.PROBLEM, problem,
                SolverInfo.TITLE, "Test solver " + id, "component.name", id));
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(5000);
        try (Stream<Path> files = Files.walk(storage)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
