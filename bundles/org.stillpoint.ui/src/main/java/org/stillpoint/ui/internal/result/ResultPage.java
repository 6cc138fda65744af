package org.stillpoint.ui.internal.result;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Text;
import org.stillpoint.api.Progress;
import org.stillpoint.api.run.RunState;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Picture;
import org.stillpoint.ui.internal.model.SessionRun;
import org.stillpoint.ui.internal.model.ShownRun;
import org.stillpoint.ui.internal.part.Choices;
import org.stillpoint.ui.internal.part.Icons;
import org.stillpoint.ui.internal.part.RichText;
import org.stillpoint.ui.internal.part.RichTextArea;
import org.stillpoint.ui.internal.part.WidgetNames;

/** The result of one of the selected runs: verdict and figures above, and below certificate, pictures, tables and details. */
final class ResultPage {

    private static final String SEPARATOR = "  \u00b7  ";
    private static final char NO_BREAK = '\u00a0';
    private static final int STEPS = 1000;
    private static final int MARGIN = 6;
    private static final int MOST_NOTES_HEIGHT = 48;

    private final Composite area;
    private final Icons icons;
    private final Combo runs;
    private final Label icon;
    private final Label badge;
    private final Label figures;
    private final ProgressBar progress;
    private final Text notes;
    private final CTabFolder tabs;
    private final CertificatePage certificate;
    private final PicturePage pictures;
    private final TablePage tables;
    private final RichTextArea details;
    private final Label remark;
    private List<ShownRun> selection = List.of();
    private ResultFacts shownFacts;
    private ResultContents shownContents;

    ResultPage(Composite parent, Consumer<ShownRun> chooser, Runnable pictureSaver) {
        area = new Composite(parent, SWT.NONE);
        icons = new Icons(area);
        GridLayoutFactory.swtDefaults().numColumns(4).margins(MARGIN, 4).applyTo(area);
        icon = new Label(area, SWT.NONE);
        badge = WidgetNames.name(new Label(area, SWT.NONE), "result.badge");
        badge.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        Label label = new Label(area, SWT.NONE);
        label.setText(Messages.run);
        runs = WidgetNames.name(new Combo(area, SWT.READ_ONLY | SWT.DROP_DOWN), "result.runs");
        GridDataFactory.fillDefaults().grab(true, false).hint(1, SWT.DEFAULT).applyTo(runs);
        runs.addListener(SWT.Selection, event -> chooser.accept(selection.get(runs.getSelectionIndex())));
        figures = WidgetNames.name(new Label(area, SWT.WRAP), "result.figures");
        GridDataFactory.fillDefaults().grab(true, false).span(4, 1).hint(1, SWT.DEFAULT).applyTo(figures);
        progress = new ProgressBar(area, SWT.HORIZONTAL);
        progress.setMaximum(STEPS);
        GridDataFactory.fillDefaults().grab(true, false).span(4, 1).exclude(true).applyTo(progress);
        notes = WidgetNames.name(new Text(area, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL | SWT.BORDER), "result.notes");
        GridDataFactory.fillDefaults().grab(true, false).span(4, 1).hint(1, MOST_NOTES_HEIGHT).exclude(true).applyTo(notes);
        notes.setVisible(false);
        area.addListener(SWT.Resize, event -> fitNotes());
        remark = new Label(area, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).span(4, 1).hint(1, SWT.DEFAULT).exclude(true).applyTo(remark);
        tabs = WidgetNames.name(new CTabFolder(area, SWT.TOP | SWT.FLAT | SWT.BORDER), "result.tabs");
        GridDataFactory.fillDefaults().grab(true, true).span(4, 1).hint(1, 1).applyTo(tabs);
        certificate = new CertificatePage(tabs);
        tab(Messages.certificate, certificate.control());
        pictures = new PicturePage(tabs, pictureSaver);
        tab(Messages.pictures, pictures.control());
        tables = new TablePage(tabs);
        tab(Messages.solution, tables.control());
        details = new RichTextArea(tabs);
        tab(Messages.details, details.control());
        tabs.setSelection(0);
    }

    private void tab(String title, Control control) {
        CTabItem tab = new CTabItem(tabs, SWT.NONE);
        tab.setText(title);
        tab.setControl(control);
    }

    Composite control() {
        return area;
    }

    void setFocus() {
        tabs.setFocus();
    }

    /** The picture that is seen; null if there is none. */
    Picture picture() {
        return pictures.picture();
    }

    /** Shows which runs are selected, and what is known of one of them. */
    void show(List<ShownRun> selected, ShownRun run, ResultFacts facts) {
        if (!selected.equals(selection)) {
            selection = List.copyOf(selected);
            Choices.set(runs, selected.stream().map(ResultPage::label).toList());
        }
        if (runs.getSelectionIndex() != selection.indexOf(run)) {
            runs.select(selection.indexOf(run));
        }
        boolean done = facts.verdict().isPresent();
        if (!done) {
            showProgress(run);
        }
        visible(progress, !done);
        if (!facts.equals(shownFacts)) {
            shownFacts = facts;
            showFacts(facts);
        }
        area.layout(true);
    }

    private static String label(ShownRun run) {
        return NLS.bind(Messages.runLabel, new Object[] {run.id(), run.label(), run.solver()});
    }

    private void showProgress(ShownRun run) {
        icon.setImage(icons.get("run"));
        badge.setText(run.state() == RunState.QUEUED ? Messages.queued : run.state() == RunState.VERIFYING ? Messages.verifying
                : Messages.running);
        if (run instanceof SessionRun own) {
            Progress now = own.run().progress();
            StringBuilder text = new StringBuilder(ResultFacts.iterations(now.iteration())).append(SEPARATOR)
                    .append(NLS.bind(Messages.residual, Figures.small(now.residual()))).append(SEPARATOR)
                    .append(Figures.seconds(now.seconds()));
            if (Double.isFinite(now.secondsLeft())) {
                text.append(SEPARATOR).append(NLS.bind(Messages.timeLeft, Figures.seconds(now.secondsLeft())));
            }
            figures.setText(text.toString());
            progress.setSelection(now.fraction() > 0 ? (int) Math.round(STEPS * now.fraction()) : 0);
        }
    }

    private void showFacts(ResultFacts facts) {
        facts.verdict().ifPresent(verdict -> {
            icon.setImage(icons.get(Icons.of(verdict)));
            badge.setText(facts.status() + SEPARATOR + ResultFacts.words(verdict));
            figures.setText(String.join(SEPARATOR, facts.figures().stream().map(figure -> figure.replace(' ', NO_BREAK)).toList())
                    .replace("&", "&&"));
        });
        notes.setText(String.join("\n", facts.notes()));
        visible(notes, !facts.notes().isEmpty());
        fitNotes();
        certificate.show(facts.certificate());
        RichText text = new RichText();
        facts.details().forEach(detail -> text.field(detail.name(), detail.value()));
        details.show(text);
    }

    /** As high as they need, and no higher than leaves room for the rest. */
    private void fitNotes() {
        int width = Math.max(1, area.getClientArea().width - 2 * MARGIN);
        ((GridData) notes.getLayoutData()).heightHint = Math.min(MOST_NOTES_HEIGHT, notes.computeSize(width, SWT.DEFAULT).y);
    }

    /** Shows pictures and tables, or why there are none. */
    void show(ResultContents contents) {
        if (contents == shownContents) {
            return;
        }
        shownContents = contents;
        pictures.show(contents.pictures());
        tables.show(contents.tables());
        remark.setText(contents.remark().replace("&", "&&"));
        visible(remark, !contents.remark().isEmpty());
        area.layout(true);
    }

    private static void visible(Control control, boolean visible) {
        GridData place = (GridData) control.getLayoutData();
        place.exclude = !visible;
        control.setVisible(visible);
    }
}
