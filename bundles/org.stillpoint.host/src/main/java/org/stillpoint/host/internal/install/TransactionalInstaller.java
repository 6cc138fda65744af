package org.stillpoint.host.internal.install;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.stillpoint.api.run.InstallReport;
import org.stillpoint.api.run.InstalledFeature;
import org.stillpoint.api.run.Installer;
import org.stillpoint.host.internal.install.archive.ArchiveReader;
import org.stillpoint.host.internal.install.archive.Checksums;
import org.stillpoint.host.internal.install.archive.Feature;
import org.stillpoint.host.internal.install.archive.FeatureBundle;
import org.stillpoint.host.internal.install.archive.OlderVersionException;
import org.stillpoint.host.internal.install.archive.RefusedException;
import org.stillpoint.host.internal.install.rehearsal.BundleFiles;
import org.stillpoint.host.internal.install.rehearsal.Rehearsal;
import org.stillpoint.host.internal.registry.SolverDraining;

/**
 * Installs features as transactions, one after the other, while runs go on: the archive is copied and checked, rehearsed, started
 * unseen, remembered, and only then published; the version before it leaves when its last run has ended.
 */
@Component(service = {Installer.class, TransactionalInstaller.class}, immediate = true)
public final class TransactionalInstaller implements Installer {

    private static final String HOME = "stillpoint.home";
    private static final System.Logger LOG = System.getLogger(TransactionalInstaller.class.getName());

    private final ReentrantLock lock = new ReentrantLock(true);
    private final CountDownLatch restored = new CountDownLatch(1);
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
            TransactionalInstaller::thread);
    private final boolean rehearsing;
    private final FeatureStore store;
    private final LiveBundles live;
    private final ApiCompatibility api;
    private final Rehearsal rehearsal;
    private final Retirements retirements;
    private final Deployment deployment;
    private final ServiceRegistration<ResolverHookFactory> registration;
    private volatile List<InstalledFeature> snapshot = List.of();

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "stillpoint-installer");
        thread.setDaemon(true);
        return thread;
    }

    /** Called by the component runtime; installs what was installed before, in the background. */
    @Activate
    public TransactionalInstaller(BundleContext context, @Reference SolverDraining draining) throws IOException {
        rehearsing = Boolean.parseBoolean(context.getProperty(Rehearsal.PROPERTY));
        String home = context.getProperty(HOME);
        store = new FeatureStore(home == null ? Path.of(System.getProperty("user.home"), ".stillpoint") : Path.of(home));
        BundleFiles files = new BundleFiles(store.copies());
        LeavingHook hook = new LeavingHook();
        live = new LiveBundles(context, files);
        api = new ApiCompatibility(context);
        rehearsal = new Rehearsal(context, files);
        retirements = new Retirements(lock, draining, live, hook, executor, this::takeSnapshot);
        deployment = new Deployment(context, store, live, draining, hook, retirements);
        registration = context.registerService(ResolverHookFactory.class, hook, null);
        executor.allowCoreThreadTimeOut(true);
        executor.execute(this::restore);
    }

    /** Called by the component runtime. */
    @Deactivate
    public void deactivate() throws IOException {
        executor.shutdownNow();
        registration.unregister();
        store.close();
    }

    @Override
    public InstallReport install(Path archive, boolean force) {
        return install(archive, force, Optional.empty());
    }

    /** Installs an archive that may lie in the deploy folder: the feature then lives and dies with the file. */
    InstallReport install(Path archive, boolean force, Optional<Path> origin) {
        String name = String.valueOf(archive.getFileName());
        return transaction(name, steps -> {
            Path staging = store.stage();
            try {
                if (!Files.isRegularFile(archive)) {
                    throw new RefusedException(archive + " is not a file");
                }
                Feature feature = ArchiveReader.read(store.fetch(archive, staging), name, staging.resolve("feature"));
                return install(feature, force, origin, staging, steps);
            } finally {
                FeatureStore.delete(staging);
            }
        });
    }

    private InstallReport install(Feature feature, boolean force, Optional<Path> origin, Path staging, List<String> steps)
            throws IOException {
        try {
            steps.add("read " + feature.label() + ": " + feature.bundles().size()
                    + (feature.bundles().size() == 1 ? " bundle, its checksum is right" : " bundles, their checksums are right"));
            api.require(feature);
            Optional<InstalledRecord> current = deployment.find(feature.id());
            if (!InstallPlan.admit(feature, current.map(InstalledRecord::feature), force)) {
                if (origin.isPresent()) {
                    deployment.tie(current.orElseThrow(), origin.get());
                }
                steps.add(feature.label() + " is installed already with the same content; there was nothing to do");
                return new InstallReport(feature.id(), feature.version().toString(), steps, Optional.empty());
            }
            InstallPlan plan = InstallPlan.of(live, feature, deployment.exclusive(feature.id()), force);
            Rehearsal.Outcome outcome = rehearsal.run(plan.added(), deployment.leaving(plan), staging.resolve("rehearsal"));
            steps.add("rehearsed in " + outcome.milliseconds() + " ms: everything resolves, every component is satisfied");
            steps.addAll(outcome.remarks());
            Feature kept = store.keep(feature);
            try {
                List<String> solvers = Stream.concat(outcome.solvers().stream(), live.solverIds(plan.kept()).stream()).sorted().toList();
                deployment.deploy(new InstalledRecord(kept, solvers, Instant.now(), origin), plan, steps);
            } catch (RefusedException failed) {
                FeatureStore.delete(kept.folder());
                throw failed;
            }
            return new InstallReport(feature.id(), feature.version().toString(), steps, Optional.empty());
        } catch (RefusedException refused) {
            return new InstallReport(feature.id(), feature.version().toString(), steps, Optional.of(refused.getMessage()),
                    refused instanceof OlderVersionException);
        }
    }

    @Override
    public InstallReport uninstall(String feature) {
        return transaction(feature, steps -> {
            InstalledRecord installed = deployment.find(feature).orElseThrow(() -> notInstalled(feature));
            deployment.remove(installed, steps);
            return new InstallReport(feature, installed.feature().version().toString(), steps, Optional.empty());
        });
    }

    private RefusedException notInstalled(String feature) {
        List<InstalledRecord> installed = deployment.running();
        String there = installed.isEmpty() ? "nothing is, beside the product's own features"
                : "there are " + String.join(", ", installed.stream().map(record -> record.feature().id()).toList());
        return new RefusedException(installed.stream().filter(record -> record.solvers().contains(feature)).findFirst()
                .map(record -> feature + " is a solver of the feature " + record.feature().id())
                .orElse("no feature " + feature + " is installed; " + there));
    }

    /** Removes the feature that came from a file in the deploy folder, if there is one. */
    Optional<InstallReport> uninstall(Path origin) {
        awaitRestored();
        return installedFrom(origin).map(record -> uninstall(record.feature().id()));
    }

    private Optional<InstalledRecord> installedFrom(Path origin) {
        lock.lock();
        try {
            return deployment.running().stream().filter(record -> record.origin().equals(Optional.of(origin))).findFirst();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<InstalledFeature> installed() {
        awaitRestored();
        return snapshot;
    }

    private interface Step {
        InstallReport run(List<String> steps) throws RefusedException, IOException;
    }

    private InstallReport transaction(String name, Step step) {
        List<String> steps = new ArrayList<>();
        awaitRestored();
        lock.lock();
        try {
            if (rehearsing) {
                throw new RefusedException("this framework is a rehearsal");
            }
            if (!store.isOwned()) {
                throw new RefusedException("another host that runs with the same home keeps what is installed; only it can change that");
            }
            return step.run(steps);
        } catch (RefusedException refused) {
            return new InstallReport(name, "", steps, Optional.of(refused.getMessage()));
        } catch (IOException | RuntimeException failed) {
            LOG.log(Level.WARNING, "cannot change what is installed: " + name, failed);
            return new InstallReport(name, "", steps, Optional.of(name + " failed: " + failed));
        } finally {
            takeSnapshot();
            lock.unlock();
        }
    }

    private void awaitRestored() {
        try {
            restored.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeSnapshot() {
        snapshot = Stream.concat(deployment.running().stream().map(record -> describe(record, false)),
                retirements.features().stream().map(record -> describe(record, true))).toList();
    }

    private static InstalledFeature describe(InstalledRecord record, boolean draining) {
        Feature feature = record.feature();
        return new InstalledFeature(feature.id(), feature.version().toString(),
                feature.bundles().stream().map(FeatureBundle::label).toList(), record.solvers(), record.installed(), draining);
    }

    /** Installs again what an earlier process had installed. It was rehearsed then; its bytes must be the same. */
    private void restore() {
        live.awaitStart();
        lock.lock();
        try {
            if (!rehearsing) {
                live.removeKept();
                List<InstalledRecord> records = store.read().stream()
                        .filter(record -> record.origin().isEmpty() || Files.exists(record.origin().get())).toList();
                records.forEach(deployment::sleep);
                records.forEach(this::restore);
                if (store.isOwned()) {
                    store.clean(records);
                }
            }
        } catch (IOException | RuntimeException failed) {
            LOG.log(Level.WARNING, "what was installed before is not there: " + failed.getMessage(), failed);
        } finally {
            takeSnapshot();
            restored.countDown();
            lock.unlock();
        }
    }

    private void restore(InstalledRecord record) {
        Feature feature = record.feature();
        try {
            for (FeatureBundle bundle : feature.bundles()) {
                if (!Checksums.of(bundle.file()).equals(bundle.sha256())) {
                    throw new RefusedException(bundle.file() + " was changed since it was installed");
                }
            }
            deployment.deploy(record, InstallPlan.of(live, feature, List.of(), true), new ArrayList<>());
        } catch (RefusedException | IOException | RuntimeException failed) {
            deployment.sleep(record);
            LOG.log(Level.WARNING, feature.label() + " is installed but cannot run: " + failed.getMessage());
        }
    }
}
