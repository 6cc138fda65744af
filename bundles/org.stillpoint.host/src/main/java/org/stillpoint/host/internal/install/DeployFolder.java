package org.stillpoint.host.internal.install;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.ServiceRanking;
import org.stillpoint.api.run.InstallReport;

/**
 * Installs what is dropped into the folder that Felix FileInstall scans, updates it when the file changes and removes it with
 * the file. Beside each file it writes {@code NAME.report.txt}. FileInstall calls only once a file has stopped changing from
 * one scan to the next; a file that was not whole even so is refused, and tried again when it changes.
 */
@Component(service = ArtifactInstaller.class)
@ServiceRanking(100)
public final class DeployFolder implements ArtifactInstaller {

    private static final String ARCHIVE = ".solver";
    private static final String BUNDLE = ".jar";
    private static final String REPORT = ".report.txt";
    private static final String API = "org.stillpoint.api";
    private static final System.Logger LOG = System.getLogger(DeployFolder.class.getName());

    private final TransactionalInstaller installer;

    /** Called by the component runtime. */
    @Activate
    public DeployFolder(@Reference TransactionalInstaller installer) {
        this.installer = installer;
    }

    /** Takes every archive, and bundles that are built on Stillpoint's API; other bundles are left to FileInstall. */
    @Override
    public boolean canHandle(File artifact) {
        String name = artifact.getName().toLowerCase(Locale.ROOT);
        return name.endsWith(ARCHIVE) || name.endsWith(BUNDLE) && artifact.isFile() && isForStillpoint(artifact);
    }

    /** A jar that cannot be read is taken too, so that its report says so. */
    private static boolean isForStillpoint(File artifact) {
        try (JarFile jar = new JarFile(artifact, false)) {
            Manifest manifest = jar.getManifest();
            String imports = manifest == null ? null : manifest.getMainAttributes().getValue(Constants.IMPORT_PACKAGE);
            return imports != null && imports.contains(API);
        } catch (IOException unreadable) {
            return true;
        }
    }

    @Override
    public void install(File artifact) throws IOException {
        Path file = artifact.toPath().toAbsolutePath();
        report(file, installer.install(file, false, Optional.of(file)));
    }

    @Override
    public void update(File artifact) throws IOException {
        install(artifact);
    }

    @Override
    public void uninstall(File artifact) throws IOException {
        Path file = artifact.toPath().toAbsolutePath();
        Optional<InstallReport> report = installer.uninstall(file);
        if (report.isPresent() && report.get().refusal().isPresent()) {
            report(file, report.get());
        } else {
            Files.deleteIfExists(reportOf(file));
        }
    }

    private static void report(Path file, InstallReport report) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(file.getFileName()).append(": ").append(report.feature()).append(' ').append(report.version()).append('\n')
                .append(report.installed() ? "ACCEPTED" : "REFUSED").append(", ").append(Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .append('\n');
        report.refusal().ifPresent(reason -> text.append(reason).append('\n'));
        report.steps().forEach(step -> text.append("- ").append(step).append('\n'));
        Path partial = Files.createTempFile(file.getParent(), ".report", ".part");
        Files.writeString(partial, text, StandardCharsets.UTF_8);
        Files.move(partial, reportOf(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        LOG.log(report.installed() ? Level.DEBUG : Level.WARNING, () -> text.toString().strip());
    }

    private static Path reportOf(Path file) {
        return file.resolveSibling(file.getFileName() + REPORT);
    }
}
