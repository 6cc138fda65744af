package org.stillpoint.ui.internal.convergence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.ui.internal.paint.PictureExport;
import org.stillpoint.ui.internal.part.FileFailure;

/** Writes a file, and tells on its own thread that it did, or why that failed. */
final class ExportJob extends Job {

    private final Path file;
    private final PictureExport.Content content;
    private final Consumer<String> saved;
    private final Consumer<String> failed;

    ExportJob(Path file, PictureExport.Content content, Consumer<String> saved, Consumer<String> failed) {
        super(Messages.export_job);
        this.file = file;
        this.content = content;
        this.saved = saved;
        this.failed = failed;
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        try {
            PictureExport.write(file, content);
            saved.accept(NLS.bind(Messages.export_saved, file));
        } catch (IOException reason) {
            failed.accept(NLS.bind(Messages.export_failed, file, FileFailure.reason(reason)));
        } catch (RuntimeException reason) {
            failed.accept(NLS.bind(Messages.export_failed, file, reason));
        }
        return Status.OK_STATUS;
    }
}
