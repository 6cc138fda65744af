package org.stillpoint.ui.internal.part;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;

/**
 * Asks for a file to save to. The system's dialog leaves the end of the name to its user; here the name always ends in one of the formats
 * that are offered, in the one that was chosen from the list of them if that was used. It begins in the folder that was saved to last.
 */
public final class SaveDialog {

    private static final String FOLDER = SaveDialog.class.getName();

    private final Shell shell;
    private final String title;
    private final List<Format> formats;

    /**
     * A format to save in.
     *
     * @param extension how the names of its files end, with the dot
     * @param title its name for people
     */
    public record Format(String extension, String title) {

        /** The format of files whose names end so. */
        public static Format of(String extension) {
            String name = switch (extension) {
                case ".png" -> Messages.formatPng;
                case ".svg" -> Messages.formatSvg;
                case ".csv" -> Messages.formatCsv;
                case ".json" -> Messages.formatJson;
                case ".npz" -> Messages.formatNpz;
                default -> "";
            };
            return new Format(extension, name.isEmpty() ? "*" + extension : NLS.bind(Messages.format, name, "*" + extension));
        }

        /** The formats of files whose names end so. */
        public static List<Format> of(List<String> extensions) {
            return extensions.stream().map(Format::of).toList();
        }
    }

    /** A dialog with a title that offers formats, the first of them at the beginning. */
    public SaveDialog(Shell shell, String title, List<Format> formats) {
        this.shell = shell;
        this.title = title;
        this.formats = List.copyOf(formats);
    }

    /**
     * Asks; empty if the user does not want to save.
     *
     * @param stem the proposed name without its end
     * @param near a file in whose folder to begin as long as nothing was saved
     */
    public Optional<Path> ask(String stem, Optional<Path> near) {
        Object before = shell.getDisplay().getData(FOLDER);
        String folder = before != null ? before.toString()
                : near.map(Path::toAbsolutePath).map(Path::getParent).map(Path::toString).orElse(null);
        int format = 0;
        Optional<Path> found = Optional.empty();
        String name = stem + formats.get(0).extension();
        while (found.isEmpty()) {
            FileDialog dialog = new FileDialog(shell, SWT.SAVE);
            dialog.setText(title);
            dialog.setFilterExtensions(formats.stream().map(each -> "*" + each.extension()).toArray(String[]::new));
            dialog.setFilterNames(formats.stream().map(Format::title).toArray(String[]::new));
            dialog.setFilterIndex(format);
            dialog.setFilterPath(folder);
            dialog.setFileName(name);
            dialog.setOverwrite(true);
            String chosen = dialog.open();
            if (chosen == null) {
                return found;
            }
            int index = Math.max(0, dialog.getFilterIndex());
            Path file = complete(Path.of(chosen), formats.stream().map(Format::extension).toList(), index, index != format);
            folder = file.getParent().toString();
            name = file.getFileName().toString();
            format = index;
            // The system's dialog has asked about the name that was typed.
            found = file.equals(Path.of(chosen)) || !Files.exists(file) || mayReplace(file) ? Optional.of(file) : Optional.empty();
        }
        if (Files.isWritable(Path.of(folder))) {
            shell.getDisplay().setData(FOLDER, folder);
        }
        return found;
    }

    private boolean mayReplace(Path file) {
        return MessageDialog.open(MessageDialog.QUESTION, shell, title, NLS.bind(Messages.replace, file.getFileName(), file.getParent()),
                SWT.SHEET, Messages.replaceYes, Messages.replaceNo) == 0;
    }

    /**
     * The file with a name that ends in a format.
     *
     * @param extensions the ends of names
     * @param index the number of the end that the list of formats shows
     * @param preferred whether it was chosen there: then it takes the place of another one
     */
    static Path complete(Path file, List<String> extensions, int index, boolean preferred) {
        String name = file.getFileName().toString();
        String wanted = extensions.get(index);
        Optional<String> typed = extensions.stream().filter(end -> name.toLowerCase(Locale.ROOT).endsWith(end)).findFirst();
        boolean kept = typed.isPresent() && (!preferred || typed.get().equals(wanted));
        return kept ? file
                : file.resolveSibling(name.substring(0, name.length() - typed.map(String::length).orElse(0)) + wanted);
    }
}
