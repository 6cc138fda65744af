package org.stillpoint.ui.internal.problem;

import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.stillpoint.ui.internal.model.ProblemFile;
import org.stillpoint.ui.internal.part.PlatformColours;

/** What is shown while no problem is open: how to open one, what was opened lately, and examples. */
final class StartPage {

    /** A file of the list, and whether it is still there. */
    record Recent(ProblemFile file, boolean exists) {

        static Recent of(ProblemFile file) {
            return new Recent(file, Files.exists(file.path()));
        }
    }

    private final Composite area;
    private final Label recentLabel;
    private final Table recent;
    private final Label examplesLabel;
    private final Table examples;

    StartPage(Composite parent, Runnable chooser, Consumer<ProblemFile> opener) {
        area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(2).equalWidth(true).applyTo(area);
        Composite head = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(head);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(head);
        Button open = PlatformColours.keep(new Button(head, SWT.PUSH));
        open.setText(Messages.open);
        open.addListener(SWT.Selection, event -> chooser.run());
        Label welcome = new Label(head, SWT.WRAP);
        welcome.setText(Messages.welcome);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(1, SWT.DEFAULT).applyTo(welcome);
        recentLabel = new Label(area, SWT.NONE);
        recentLabel.setText(Messages.recent);
        examplesLabel = new Label(area, SWT.NONE);
        examplesLabel.setText(Messages.examples);
        recent = list(opener);
        examples = list(opener);
    }

    private Table list(Consumer<ProblemFile> opener) {
        Table table = new Table(area, SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER | SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).hint(1, 1).applyTo(table);
        table.addListener(SWT.DefaultSelection, event -> opener.accept((ProblemFile) event.item.getData()));
        return table;
    }

    Composite control() {
        return area;
    }

    void setFocus() {
        (recent.getItemCount() > 0 || examples.getItemCount() == 0 ? recent : examples).setFocus();
    }

    void show(List<Recent> files, List<Example> brought) {
        if (!brought.equals(examples.getData())) {
            examples.setData(brought);
            fill(examples, brought.stream().map(Example::file).toList(), brought.stream()
                    .map(example -> NLS.bind(Messages.exampleOf, example.file().label(), example.about())).toList());
        }
        if (!files.equals(recent.getData())) {
            recent.setData(files);
            place(recent, !files.isEmpty());
            place(recentLabel, !files.isEmpty());
            GridDataFactory.createFrom((GridData) examples.getLayoutData()).span(files.isEmpty() ? 2 : 1, 1).applyTo(examples);
            GridDataFactory.fillDefaults().span(files.isEmpty() ? 2 : 1, 1).applyTo(examplesLabel);
            area.layout(true);
            fill(recent, files.stream().map(Recent::file).toList(), files.stream().map(file -> file.exists()
                    ? file.file().path().toString() : NLS.bind(Messages.missing, file.file().path())).toList());
        }
    }

    private static void place(Control control, boolean visible) {
        GridData place = control.getLayoutData() instanceof GridData given ? given : new GridData();
        place.exclude = !visible;
        control.setLayoutData(place);
        control.setVisible(visible);
    }

    private static void fill(Table table, List<ProblemFile> files, List<String> texts) {
        table.removeAll();
        for (int i = 0; i < files.size(); i++) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(texts.get(i));
            item.setData(files.get(i));
        }
    }
}
