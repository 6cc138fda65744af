package org.stillpoint.ui.internal.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.plot.Picture;
import org.stillpoint.ui.internal.host.Host;
import org.stillpoint.ui.internal.paint.PictureExport;

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
    private final Outcome outcome;

    ResultSaving(Shell shell, Host host, Outcome outcome) {
        this.shell = shell;
        this.host = host;
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
        ask(List.copyOf(formats.descendingSet()), stem(label), file -> run(file, () -> files.write(problem, value, file)));
    }

    /** Saves a picture, as pixels or as SVG. */
    void save(Picture picture) {
        ask(List.of(PIXELS, DRAWING), picture.title().replaceAll("[^\\p{Alnum}]+", "-").toLowerCase(Locale.ROOT), file -> {
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

    private void ask(List<String> formats, String name, Consumer<Path> then) {
        FileDialog dialog = new FileDialog(shell, SWT.SAVE);
        dialog.setOverwrite(true);
        dialog.setFilterExtensions(formats.stream().map(format -> "*" + format).toArray(String[]::new));
        dialog.setFileName(name + formats.get(0));
        String chosen = dialog.open();
        if (chosen != null) {
            then.accept(Path.of(chosen));
        }
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
            } catch (IOException | RuntimeException | LinkageError wrong) {
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
