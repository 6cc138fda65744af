package org.stillpoint.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Starts the framework with the bundles of the product, hands the arguments to the command line, and stops again.
 *
 * <p>The framework's own cache lives in a temporary folder and holds nothing but references to the product's files, so that any
 * number of processes can run from one product at a time. What outlasts a process belongs to the host.
 */
public final class Launcher {

    /** System property: the folder of the product. */
    static final String PRODUCT = "stillpoint.product";
    /** System property and framework property: the folder of the host's state. */
    static final String HOME = "stillpoint.home";

    /** System property that the start script sets: which of {@code in}, {@code out} and {@code err} are terminals. */
    private static final String TERMINAL = "stillpoint.terminal";

    /** The start level of one command; bundles above it start in the interactive shell only. */
    private static final int COMMAND_LEVEL = 5;
    private static final int INTERACTIVE_LEVEL = 9;
    private static final String COMMAND_LINE = "(&(objectClass=java.util.function.ToIntBiFunction)(stillpoint.entry=command-line))";
    private static final long PATIENCE_MILLISECONDS = 10_000;
    private static final long SIGNAL_PATIENCE_MILLISECONDS = 3_000;
    private static final int INTERNAL_ERROR = 1;
    private static final int BAD_INPUT = 2;

    private Launcher() {
    }

    /** Runs one command, or without arguments the interactive shell. */
    public static void main(String[] arguments) {
        eraseIncubatorWarning();
        PrintStream out = System.out;
        // Results only go to the standard output: what a library prints goes where warnings go.
        System.setOut(System.err);
        CountDownLatch ended = new CountDownLatch(1);
        int exitCode;
        try {
            exitCode = run(arguments, out, System.err, ended);
        } catch (IOException | BundleException | InterruptedException | RuntimeException | Error failed) {
            System.err.println("stillpoint: cannot go on: " + (failed.getMessage() == null ? failed : failed.getMessage()));
            exitCode = INTERNAL_ERROR;
        }
        out.flush();
        ended.countDown();
        System.exit(exitCode);
    }

    /**
     * The platform announces on standard error that the Vector API incubates, and no option keeps it from that: on a terminal the
     * line is taken back.
     */
    private static void eraseIncubatorWarning() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && !"dumb".equals(System.getenv("TERM"))
                && List.of(System.getProperty(TERMINAL, "").split(",")).contains("err")) {
            System.err.print("\u001b[1A\u001b[2K");
        }
    }

    private static int run(String[] arguments, PrintStream out, PrintStream error, CountDownLatch ended)
            throws IOException, BundleException, InterruptedException {
        Path product = Path.of(System.getProperty(PRODUCT, "."));
        Path home = home(product);
        if (!isUsable(home)) {
            error.println("stillpoint: the folder " + home + " for the host's state cannot be written\n"
                    + "            STILLPOINT_HOME names another");
            return BAD_INPUT;
        }
        System.setProperty(HOME, home.toString());
        Path cache = Files.createTempDirectory("stillpoint-");
        Framework framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, cache.toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                String.valueOf(arguments.length == 0 ? INTERACTIVE_LEVEL : COMMAND_LEVEL),
                "felix.fileinstall.dir", product.resolve("deploy").toString(),
                "felix.fileinstall.tmpdir", cache.resolve("deploy").toString()));
        Thread command = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            awaitEnd(command, ended);
            stop(framework, cache);
        }, "stillpoint-stop"));
        framework.init();
        for (BundleList.Entry entry : BundleList.read(product.resolve("etc/bundles.list"), product.resolve("bundles"))) {
            install(framework.getBundleContext(), entry);
        }
        framework.start();
        ToIntBiFunction<String[], PrintStream[]> commandLine = commandLine(framework.getBundleContext());
        Interrupts.deliverTo(Thread.currentThread());
        return commandLine.applyAsInt(arguments, new PrintStream[] {out, error});
    }

    /** Where the host keeps its state: where the user says, else in the product, else in the user's own folder. */
    private static Path home(Path product) {
        String given = System.getProperty(HOME);
        return given != null && !given.isEmpty() ? Path.of(given).toAbsolutePath()
                : Files.isWritable(product) ? product : Path.of(System.getProperty("user.home"), ".stillpoint");
    }

    private static boolean isUsable(Path home) {
        try {
            return Files.isWritable(Files.createDirectories(home));
        } catch (IOException impossible) {
            return false;
        }
    }

    /** When a signal ends the process: lets the command show the best iterate of its run while the bundles are still there. */
    private static void awaitEnd(Thread command, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return;
        }
        command.interrupt();
        try {
            ended.await(SIGNAL_PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static void install(BundleContext context, BundleList.Entry entry) throws BundleException {
        Bundle bundle = context.installBundle("reference:" + entry.file().toUri().toString().replaceFirst("^file:///", "file:/"));
        bundle.adapt(BundleStartLevel.class).setStartLevel(entry.level());
        if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
            bundle.start();
        }
    }

    private static ToIntBiFunction<String[], PrintStream[]> commandLine(BundleContext context) throws InterruptedException {
        try {
            ServiceTracker<ToIntBiFunction<String[], PrintStream[]>, ToIntBiFunction<String[], PrintStream[]>> tracker =
                    new ServiceTracker<>(context, context.createFilter(COMMAND_LINE), null);
            tracker.open();
            ToIntBiFunction<String[], PrintStream[]> found = tracker.waitForService(PATIENCE_MILLISECONDS);
            if (found == null) {
                List<String> idle = Stream.of(context.getBundles()).filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                        .map(Bundle::getSymbolicName).collect(Collectors.toList());
                throw new IllegalStateException("the command line did not appear; bundles that are not active: " + idle);
            }
            return found;
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void stop(Framework framework, Path cache) {
        try {
            framework.stop();
            framework.waitForStop(PATIENCE_MILLISECONDS);
            delete(cache);
        } catch (BundleException | InterruptedException | IOException incomplete) {
            System.err.println("stillpoint: stopped incompletely: " + incomplete.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failed) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
