package org.stillpoint.ui.internal.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.plot.Picture;
import org.stillpoint.ui.internal.host.Host;
import org.stillpoint.ui.internal.paint.PictureExport;
import org.stillpoint.ui.internal.part.FileFailure;
import org.stillpoint.ui.internal.part.SaveDialog;

/** Asks where, and saves solutions and pictures in jobs. */
final class ResultSaving {

    private static final String PIXELS = ".png";
    private static final String DRAWING = ".svg";

    /** How a saving ended. */
    interface Outcome {
        /** The file is complete. */
        void saved(String text);

        /** There is no file, or the one that was there before. */
        void failed(String text);
    }

    private final Shell shell;
    private final Host host;
    private final Supplier<Optional<Path>> near;
    private final Outcome outcome;

    /** Saves things, near a file as long as nothing was saved. */
    ResultSaving(Shell shell, Host host, Supplier<Optional<Path>> near, Outcome outcome) {
        this.shell = shell;
        this.host = host;
        this.near = near;
        this.outcome = outcome;
    }

    /** Saves the value of a solution. */
    void save(String label, Problem problem, Recordable value) {
        ProblemFiles files = host.files().orElse(null);
        if (files == null) {
            outcome.failed(host.missing(ProblemFiles.class));
            return;
        }
        TreeSet<String> formats = new TreeSet<>(files.writableExtensions());
        formats.removeAll(files.readableExtensions());
        ask(Messages.saveTitle, List.copyOf(formats.descendingSet()), NLS.bind(Messages.saveFile, stem(label)), file -> run(file, () -> files.write(problem, value, file)));
    }

    /** Saves a picture, as pixels or as SVG. */
    void save(Picture picture) {
        ask(Messages.savePictureTitle, List.of(PIXELS, DRAWING), picture.title().replaceAll("[^\\p{Alnum}]+", "-").toLowerCase(Locale.ROOT), file -> {
            boolean drawing = file.toString().toLowerCase(Locale.ROOT).endsWith(DRAWING);
            PictureExport.Content content = drawing ? PictureExport.svg(picture)
                    : PictureExport.png(PictureExport.pixels(shell.getDisplay(), picture));
            run(file, () -> PictureExport.write(file, content));
        });
    }

    private static String stem(String label) {
        int dot = label.indexOf('.');
        return dot > 0 ? label.substring(0, dot) : label;
    }

    private void ask(String title, List<String> formats, String name, Consumer<Path> then) {
        new SaveDialog(shell, title, SaveDialog.Format.of(formats)).ask(name, near.get()).ifPresent(then);
    }

    /** What writes a file. */
    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    private void run(Path file, Writing writing) {
        Job.create(NLS.bind(Messages.savingJob, file.getFileName()), monitor -> {
            String failure = "";
            try {
                writing.write();
            } catch (IOException wrong) {
                failure = NLS.bind(Messages.notSaved, file, FileFailure.reason(wrong));
            } catch (RuntimeException | LinkageError wrong) {
                failure = NLS.bind(Messages.notSaved, file, wrong.getMessage() == null ? wrong.toString() : wrong.getMessage());
            }
            String text = failure;
            shell.getDisplay().asyncExec(() -> {
                if (text.isEmpty()) {
                    outcome.saved(NLS.bind(Messages.saved, file));
                } else {
                    outcome.failed(text);
                }
            });
        }).schedule();
    }
}
