package org.stillpoint.ui.internal.problem;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IMemento;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.plot.Picture;
import org.stillpoint.ui.internal.model.OpenProblem;
import org.stillpoint.ui.internal.paint.PictureCanvas;
import org.stillpoint.ui.internal.part.Choices;
import org.stillpoint.ui.internal.part.ColumnWidths;
import org.stillpoint.ui.internal.part.Grounds;
import org.stillpoint.ui.internal.part.RichText;
import org.stillpoint.ui.internal.part.RichTextArea;
import org.stillpoint.ui.internal.part.RowCopy;
import org.stillpoint.ui.internal.part.SashWeights;
import org.stillpoint.ui.internal.part.WidgetNames;

/** The open problems: one of them with its parts, the solvers that take it, the reader's warnings, and its pictures. */
final class ProblemPage {

    private static final int[] WEIGHTS = {50, 50};
    private static final int NAME_WIDTH = 120;
    private static final int MOST_NAME_WIDTH = 240;
    private static final int SIZE_WIDTH = 80;
    private static final int CONTENT_WIDTH = 260;

    private final Composite area;
    private final Combo problems;
    private final Label title;
    private final StyledText path;
    private final SashForm sash;
    private final CTabItem solversTab;
    private final CTabItem warningsTab;
    private final Table parts;
    private final Table solvers;
    private final RichTextArea warnings;
    private final Label pictureLabel;
    private final Combo pictures;
    private final PictureCanvas canvas;
    private List<OpenProblem> open = List.of();
    private ProblemContents shown;
    private List<SolverDescriptor> taking = List.of();

    /**
     * Creates an empty page.
     *
     * @param saved what it saved in an earlier session; null if it did not
     * @param activator takes the problem that the user turns to
     * @param chooser takes the solver that the user wants to run
     */
    ProblemPage(Composite parent, IMemento saved, Consumer<OpenProblem> activator, Consumer<SolverDescriptor> chooser) {
        area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(2).margins(6, 4).applyTo(area);
        Label label = new Label(area, SWT.NONE);
        label.setText(Messages.problem);
        problems = WidgetNames.name(new Combo(area, SWT.READ_ONLY | SWT.DROP_DOWN), "problem.problems");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(problems);
        problems.addListener(SWT.Selection, event -> activator.accept(open.get(problems.getSelectionIndex())));
        Composite about = new Composite(area, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(about);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(about);
        title = new Label(about, SWT.NONE);
        title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        path = new StyledText(about, SWT.READ_ONLY | SWT.SINGLE);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(1, SWT.DEFAULT).applyTo(path);
        Grounds.adopt(path, about);
        sash = new SashForm(area, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).applyTo(sash);
        CTabFolder tabs = new CTabFolder(sash, SWT.TOP | SWT.FLAT | SWT.BORDER);
        parts = WidgetNames.name(table(tabs, Messages.part, Messages.size, Messages.content), "problem.parts");
        parts.getColumn(0).setWidth(NAME_WIDTH);
        parts.getColumn(1).setWidth(SIZE_WIDTH);
        parts.getColumn(2).setWidth(CONTENT_WIDTH);
        tab(tabs, parts).setText(Messages.parts);
        solvers = table(tabs, Messages.solver, Messages.method);
        solvers.getColumn(0).setWidth(CONTENT_WIDTH - SIZE_WIDTH);
        solvers.getColumn(1).setWidth(CONTENT_WIDTH);
        solvers.setToolTipText(Messages.solversTip);
        solvers.addListener(SWT.DefaultSelection, event -> {
            if (event.item.getData() instanceof SolverDescriptor solver) {
                chooser.accept(solver);
            }
        });
        solversTab = tab(tabs, solvers);
        warnings = new RichTextArea(tabs);
        warningsTab = tab(tabs, warnings.control());
        tabs.setSelection(0);
        Composite seen = new Composite(sash, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(seen);
        pictureLabel = new Label(seen, SWT.NONE);
        pictureLabel.setText(Messages.picture);
        pictures = new Combo(seen, SWT.READ_ONLY | SWT.DROP_DOWN);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(pictures);
        pictures.addListener(SWT.Selection, event -> showPicture(pictures.getSelectionIndex()));
        canvas = new PictureCanvas(seen);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(1, 1).applyTo(canvas);
        SashWeights.restore(sash, saved, WEIGHTS);
    }

    private static Table table(CTabFolder tabs, String... headings) {
        Table table = new Table(tabs, SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);
        table.setHeaderVisible(true);
        RowCopy.install(table);
        for (String heading : headings) {
            new TableColumn(table, SWT.NONE).setText(heading);
        }
        return table;
    }

    private static CTabItem tab(CTabFolder tabs, Control control) {
        CTabItem tab = new CTabItem(tabs, SWT.NONE);
        tab.setControl(control);
        return tab;
    }

    void save(IMemento memento) {
        SashWeights.save(sash, memento);
    }

    Composite control() {
        return area;
    }

    void setFocus() {
        problems.setFocus();
    }

    /** Shows which problems are open, and of the active one what is known at once. */
    void show(List<OpenProblem> all, OpenProblem active, String typeTitle, Optional<List<SolverDescriptor>> takers) {
        if (!all.equals(open)) {
            open = List.copyOf(all);
            Choices.set(problems, all.stream().map(this::label).toList());
        }
        if (problems.getSelectionIndex() != open.indexOf(active)) {
            problems.select(open.indexOf(active));
        }
        title.setText(typeTitle);
        if (!path.getText().equals(active.file().toString())) {
            path.setText(active.file().toString());
            path.setToolTipText(active.file().toString());
        }
        showWarnings(active.warnings());
        showSolvers(active.problem().type(), takers.orElse(List.of()));
        area.layout(true, true);
    }

    /** Two files of one name differ by their folders. */
    private String label(OpenProblem problem) {
        boolean twice = open.stream().filter(each -> each.label().equals(problem.label())).count() > 1;
        return twice ? problem.label() + " (" + problem.file().getParent() + ")" : problem.label();
    }

    private void showWarnings(List<String> texts) {
        warningsTab.setText(NLS.bind(Messages.warnings, texts.size()));
        warnings.show(new RichText().plain(String.join("\n", texts)));
    }

    private void showSolvers(String type, List<SolverDescriptor> takers) {
        if (takers.equals(taking) && solvers.getItemCount() > 0) {
            return;
        }
        taking = takers;
        solversTab.setText(NLS.bind(Messages.solvers, takers.size()));
        solvers.removeAll();
        for (SolverDescriptor solver : takers) {
            TableItem item = new TableItem(solvers, SWT.NONE);
            item.setText(new String[] {solver.id(), solver.title()});
            item.setData(solver);
        }
        if (takers.isEmpty()) {
            new TableItem(solvers, SWT.NONE).setText(1, NLS.bind(Messages.noSolver, type));
        }
    }

    /** Shows what was found in the active problem; null while that is not known yet. */
    void show(ProblemContents contents) {
        if (contents == shown) {
            return;
        }
        shown = contents;
        parts.removeAll();
        List<Picture> found = contents == null ? List.of() : contents.pictures();
        if (contents != null) {
            for (ProblemPart part : contents.parts()) {
                new TableItem(parts, SWT.NONE).setText(new String[] {part.name(), part.size(), part.content()});
            }
        }
        for (TableColumn column : parts.getColumns()) {
            ColumnWidths.fit(column);
        }
        parts.getColumn(0).setWidth(Math.min(parts.getColumn(0).getWidth(), MOST_NAME_WIDTH));
        Choices.set(pictures, found.stream().map(Picture::title).toList());
        boolean choice = found.size() > 1;
        for (Control control : new Control[] {pictureLabel, pictures}) {
            control.setVisible(choice);
            GridData place = (GridData) control.getLayoutData();
            GridDataFactory.createFrom(place == null ? new GridData() : place).exclude(!choice).applyTo(control);
        }
        sash.setMaximizedControl(found.isEmpty() ? sash.getChildren()[0] : null);
        pictures.select(0);
        showPicture(found.isEmpty() ? -1 : 0);
        canvas.getParent().layout(true);
    }

    private void showPicture(int index) {
        canvas.setPicture(index < 0 ? null : shown.pictures().get(index));
    }
}
