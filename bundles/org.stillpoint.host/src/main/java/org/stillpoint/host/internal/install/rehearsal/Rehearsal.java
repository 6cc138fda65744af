package org.stillpoint.host.internal.install.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.condition.Condition;
import org.stillpoint.host.internal.install.archive.Feature;
import org.stillpoint.host.internal.install.archive.FeatureBundle;
import org.stillpoint.host.internal.install.archive.RefusedException;

/**
 * Tries a feature out in a throw-away framework of the running kind, beside copies of today's bundles: whether everything
 * resolves, every component is satisfied, and every solver passes its self-check.
 */
public final class Rehearsal {

    /** The framework property that is {@code true} in a rehearsal. */
    public static final String PROPERTY = RehearsalProbe.MARK;
    private static final String HOME = "stillpoint.home";
    /** Bundles that are there for others to resolve against but not started: native libraries, consoles, windows, scanners. */
    private static final Pattern NOT_STARTED = Pattern.compile("org\\.stillpoint\\.(blas\\.(jblas|openblas)|thirdparty\\.(jblas|openblas)"
            + "|shell|ui|workbench|itest).*|org\\.apache\\.felix\\.(gogo|fileinstall).*|org\\.jline.*|org\\.eclipse\\..*"
            + "|com\\.h2database.*");
    private static final List<String> SHARED_PROPERTIES = List.of(Constants.FRAMEWORK_SYSTEMPACKAGES,
            Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, Constants.FRAMEWORK_SYSTEMCAPABILITIES,
            Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA, Constants.FRAMEWORK_BOOTDELEGATION,
            Constants.FRAMEWORK_BUNDLE_PARENT);
    /** Each framework ignores what it does not know: no global URL handlers, no threads of their own for the resolver. */
    private static final Map<String, String> LIGHT = Map.of("felix.service.urlhandlers", "false", "felix.resolver.parallelism", "1",
            "felix.cache.locking", "false", "equinox.resolver.thread.count", "1", "equinox.start.level.thread.count", "1");
    private static final long STOP_MILLISECONDS = 10_000;

    private final BundleContext live;
    private final BundleFiles files;

    /**
     * What a rehearsal found.
     *
     * @param solvers the ids of the new solvers
     * @param remarks remarks for people
     * @param milliseconds the time it took
     */
    public record Outcome(List<String> solvers, List<String> remarks, long milliseconds) {
    }

    /**
     * @param live the running framework
     * @param files where the bundles of the running framework are
     */
    public Rehearsal(BundleContext live, BundleFiles files) {
        this.live = live;
        this.files = files;
    }

    /**
     * Rehearses a feature.
     *
     * @param bundles the bundles that would be new
     * @param leaving the running bundles that would go
     * @param scratch a folder for the framework, empty or absent; it is left to the caller to delete it
     * @throws RefusedException if the feature would not work
     */
    public Outcome run(List<FeatureBundle> bundles, Set<Bundle> leaving, Path scratch) throws RefusedException, IOException {
        long begin = System.nanoTime();
        FrameworkFactory factory = FrameworkFactories.find(live)
                .orElseThrow(() -> new RefusedException("the framework offers no FrameworkFactory to rehearse with"));
        Framework framework = factory.newFramework(properties(scratch));
        try {
            framework.init();
            List<Bundle> started = copyBundles(framework.getBundleContext(), leaving);
            framework.start();
            publishCondition(framework.getBundleContext());
            for (Bundle bundle : started) {
                startQuietly(bundle);
            }
            List<Bundle> added = add(bundles, framework);
            Map<String, Object> answer = probe(framework.getBundleContext()).apply(added.stream().mapToLong(Bundle::getBundleId).toArray());
            if (answer.get(RehearsalProbe.REFUSAL) instanceof String refusal) {
                throw new RefusedException(refusal);
            }
            return new Outcome(texts(answer, RehearsalProbe.SOLVERS), texts(answer, RehearsalProbe.REMARKS),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        } catch (BundleException failed) {
            throw new RefusedException("the rehearsal cannot begin: " + failed.getMessage(), failed);
        } finally {
            stop(framework);
        }
    }

    private Map<String, String> properties(Path scratch) {
        Map<String, String> properties = new HashMap<>();
        for (String name : SHARED_PROPERTIES) {
            String value = live.getProperty(name);
            if (value != null) {
                properties.put(name, value);
            }
        }
        properties.put(Constants.FRAMEWORK_STORAGE, scratch.resolve("framework").toString());
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(HOME, scratch.resolve("home").toString());
        properties.put(PROPERTY, "true");
        properties.putAll(LIGHT);
        return properties;
    }

    /** Installs today's bundles from where they lie, without copying them; returns those to be started. */
    private List<Bundle> copyBundles(BundleContext context, Set<Bundle> leaving) throws BundleException, IOException {
        List<Bundle> started = new ArrayList<>();
        for (Bundle bundle : live.getBundles()) {
            if (bundle.getBundleId() == 0 || leaving.contains(bundle) || bundle.getState() == Bundle.UNINSTALLED
                    || bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null && extendsFramework(bundle)) {
                continue;
            }
            Bundle copy = context.installBundle(reference(files.find(bundle)));
            boolean running = (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
            if (running && !NOT_STARTED.matcher(bundle.getSymbolicName()).matches()) {
                started.add(copy);
            } else if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                // Equinox would start one with a lazy activation policy as soon as a class of it is loaded.
                copy.stop();
            }
        }
        return started;
    }

    private static boolean extendsFramework(Bundle fragment) {
        String host = fragment.getHeaders().get(Constants.FRAGMENT_HOST);
        return host.startsWith(Constants.SYSTEM_BUNDLE_SYMBOLICNAME) || host.contains("extension:=") || host.startsWith("org.eclipse.osgi");
    }

    private static void publishCondition(BundleContext context) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(RehearsalProbe.CONDITION_ID, RehearsalProbe.MARK);
        context.registerService(Condition.class, Condition.INSTANCE, properties);
    }

    /** A bundle of today that does not start here is no reason to refuse a new one; the new one's own needs are checked. */
    private static void startQuietly(Bundle bundle) {
        try {
            bundle.start(Bundle.START_TRANSIENT);
        } catch (BundleException ignored) {
            System.getLogger(Rehearsal.class.getName()).log(System.Logger.Level.DEBUG, () -> "not rehearsed: " + bundle, ignored);
        }
    }

    private static List<Bundle> add(List<FeatureBundle> bundles, Framework framework) throws RefusedException, BundleException {
        List<Bundle> added = new ArrayList<>();
        for (FeatureBundle bundle : bundles) {
            added.add(framework.getBundleContext().installBundle(reference(bundle.file())));
        }
        FrameworkWiring wiring = framework.adapt(FrameworkWiring.class);
        wiring.resolveBundles(added);
        for (int i = 0; i < added.size(); i++) {
            start(added.get(i), bundles.get(i), wiring);
        }
        return added;
    }

    private static void start(Bundle bundle, FeatureBundle source, FrameworkWiring wiring) throws RefusedException {
        if (source.fragment()) {
            if (bundle.getState() != Bundle.RESOLVED) {
                throw new RefusedException("fragment " + source.label() + " does not attach to its host");
            }
            return;
        }
        try {
            bundle.start(Bundle.START_TRANSIENT);
        } catch (BundleException failed) {
            throw new RefusedException(bundle.getState() == Bundle.INSTALLED ? ResolutionReason.of(bundle, failed, wiring)
                    : "bundle " + source.label() + " does not start: " + cause(failed), failed);
        }
    }

    private static String cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause).lines().findFirst().orElse("");
    }

    @SuppressWarnings("unchecked")
    private static Function<long[], Map<String, Object>> probe(BundleContext context) throws RefusedException {
        try {
            for (ServiceReference<?> reference : context.getServiceReferences(Function.class, "(" + RehearsalProbe.MARK + "=true)")) {
                return (Function<long[], Map<String, Object>>) context.getService(reference);
            }
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
        throw new RefusedException("the rehearsal cannot begin: in the throw-away framework the host does not become active");
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(Map<String, Object> answer, String key) {
        return (List<String>) answer.get(key);
    }

    private static String reference(Path file) {
        return "reference:" + file.toUri().toString().replaceFirst("^file:///", "file:/");
    }

    private static void stop(Framework framework) {
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLISECONDS);
        } catch (BundleException failed) {
            System.getLogger(Rehearsal.class.getName()).log(System.Logger.Level.WARNING, "a rehearsal did not stop", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
