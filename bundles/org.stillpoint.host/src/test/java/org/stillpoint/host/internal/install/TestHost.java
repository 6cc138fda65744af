package org.stillpoint.host.internal.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** A host in a framework of its own, started for a test. */
final class TestHost implements AutoCloseable {

    /** The bundles of every host. */
    static final List<String> PLATFORM = List.of("org.osgi.util.function", "org.osgi.util.promise", "org.osgi.service.component",
            "org.osgi.util.converter", "jackson-core", "jackson-jr-objects", "h2", "org.apache.felix.configadmin", "org.apache.felix.scr",
            "org.stillpoint.thirdparty.ejml", "org.stillpoint.api", "org.stillpoint.verify", "org.stillpoint.host");

    private final Framework framework;

    /** What an installation reported. */
    record Report(String feature, String version, List<String> steps, String refusal, boolean older) {
    }

    /**
     * Starts a host.
     *
     * @param kind which framework
     * @param home the host's home
     * @param others bundles beside those of every host
     */
    TestHost(FrameworkKind kind, Path home, Path... others) throws BundleException, IOException {
        this(kind, home, Map.of(), others);
    }

    /** Starts a host with framework properties of its own. */
    TestHost(FrameworkKind kind, Path home, Map<String, String> additional, Path... others) throws BundleException, IOException {
        Map<String, String> properties = new HashMap<>(additional);
        if (!properties.containsKey(Constants.FRAMEWORK_STORAGE)) {
            properties.put(Constants.FRAMEWORK_STORAGE, Files.createTempDirectory(home, "framework").toString());
            properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        }
        properties.put("stillpoint.home", home.toString());
        properties.put("felix.resolver.parallelism", "1");
        framework = kind.factory().newFramework(properties);
        try {
            start(others);
        } catch (BundleException | RuntimeException failed) {
            framework.stop();
            throw failed;
        }
    }

    private void start(Path... others) throws BundleException {
        framework.init();
        for (String artifact : PLATFORM) {
            install(TestBundles.bundle(artifact));
        }
        install(TestBundles.driver());
        for (Path other : others) {
            install(other);
        }
        // Not the framework's own bundle yet: a host that runs while the others are being started takes their start for complete.
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID && bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
        framework.start();
    }

    private void install(Path bundle) throws BundleException {
        framework.getBundleContext().installBundle("reference:" + bundle.toUri());
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** The bundles and their states, with the symbolic names and versions: what a refusal must not change. */
    List<String> bundles() {
        return List.of(context().getBundles()).stream()
                .map(bundle -> bundle.getBundleId() + " " + bundle + " " + bundle.getVersion() + " " + bundle.getState()).toList();
    }

    Report install(Path archive, boolean force) {
        return report(drive("install", archive.toString(), force));
    }

    Report uninstall(String feature) {
        return report(drive("uninstall", feature));
    }

    List<Object> installed() {
        return drive("installed");
    }

    List<Object> solvers() {
        return drive("solvers");
    }

    /** Has the host take on so many runs at a time, however few processors there are. */
    void workers(int number) {
        drive("workers", number);
    }

    /** A value of a configuration, null if there is none. */
    Object configuration(String pid, String name) {
        return drive("configuration", pid, name).stream().findFirst().orElse(null);
    }

    @SuppressWarnings("unchecked")
    private static Report report(List<Object> answer) {
        return new Report((String) answer.get(0), (String) answer.get(1), (List<String>) answer.get(2), (String) answer.get(3),
                (Boolean) answer.get(4));
    }

    /** Has the driver do something. */
    @SuppressWarnings("unchecked")
    List<Object> drive(String verb, Object... arguments) {
        try {
            for (ServiceReference<?> reference : context().getServiceReferences(BiFunction.class, "(component.name=*Driver)")) {
                return ((BiFunction<String, List<Object>, List<Object>>) context().getService(reference)).apply(verb, List.of(arguments));
            }
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
        throw new IllegalStateException("the driver is not there: " + bundles());
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(20));
    }
}
