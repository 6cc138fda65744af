package org.stillpoint.ui.internal.problem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.PartInitException;
import org.osgi.framework.FrameworkUtil;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.ui.internal.ViewIds;
import org.stillpoint.ui.internal.model.OpenProblem;
import org.stillpoint.ui.internal.model.ProblemFile;
import org.stillpoint.ui.internal.model.ProblemLoader;
import org.stillpoint.ui.internal.model.TypeQuestion;
import org.stillpoint.ui.internal.part.FileDrop;
import org.stillpoint.ui.internal.part.SessionView;
import org.stillpoint.ui.internal.part.WidgetNames;

/** The open problems. */
public final class ProblemView extends SessionView {

    private static final long WATCH_MILLISECONDS = 2000;

    /** What was found in a problem. */
    private record Looked(OpenProblem problem, ProblemContents contents) {
    }

    private final Runnable loaderListener = this::requestRefresh;
    private final AtomicReference<Looked> looked = new AtomicReference<>();
    private Composite content;
    private StackLayout stack;
    private Composite busy;
    private Label busyText;
    private StartPage start;
    private ProblemPage page;
    private TypePage types;
    private ProblemActions actions;
    private Job looking;
    private Job watching;
    private OpenProblem lookedAt;
    private volatile List<StartPage.Recent> recent = List.of();
    private volatile List<Example> examples = List.of();
    private volatile OpenProblem stale;

    @Override
    protected void createContent(Composite parent) {
        WidgetNames.name(parent, "problem");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
        busy(parent);
        content = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(content);
        stack = new StackLayout();
        content.setLayout(stack);
        start = new StartPage(content, this::chooseFiles, file -> loader().open(List.of(file)));
        page = new ProblemPage(content, saved(), problem -> {
            loader().forgetFailure();
            session().activate(problem);
        }, this::choose);
        types = new TypePage(content, loader()::answer, loader()::withdraw);
        FileDrop.accept(parent, files -> {
            getSite().getPage().activate(this);
            open(files);
        });
        actions = new ProblemActions(this, session());
        loader().addListener(loaderListener);
        watch();
    }

    private void busy(Composite parent) {
        busy = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(3).margins(6, 2).applyTo(busy);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(busy);
        busyText = new Label(busy, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(busyText);
        new ProgressBar(busy, SWT.INDETERMINATE);
        Button cancel = new Button(busy, SWT.PUSH);
        cancel.setText(Messages.cancel);
        cancel.addListener(SWT.Selection, event -> loader().cancel());
        busy.setVisible(false);
    }

    private ProblemLoader loader() {
        return session().loader();
    }

    /** Asks for files and opens them. */
    void chooseFiles() {
        FileDialog dialog = new FileDialog(getSite().getShell(), SWT.OPEN | SWT.MULTI);
        dialog.setText(Messages.openTip);
        FileFilters filters = FileFilters.of(readable(), arrays());
        dialog.setFilterExtensions(filters.patterns().toArray(String[]::new));
        dialog.setFilterNames(filters.names().toArray(String[]::new));
        session().active().ifPresent(problem -> dialog.setFilterPath(String.valueOf(problem.file().getParent())));
        if (dialog.open() != null) {
            List<Path> files = new ArrayList<>();
            for (String name : dialog.getFileNames()) {
                files.add(Path.of(dialog.getFilterPath(), name));
            }
            open(files);
        }
    }

    /** Opens files. */
    void open(List<Path> files) {
        loader().open(files.stream().map(file -> new ProblemFile(file.toAbsolutePath(), "")).toList());
    }

    private Collection<String> readable() {
        return session().host().files().map(ProblemFiles::readableExtensions).orElse(Set.of());
    }

    private Collection<String> arrays() {
        return session().host().files().map(ProblemFiles::arrayExtensions).orElse(Set.of());
    }

    private List<ProblemType<?, ?>> problemTypes() {
        return session().host().registry().map(SolverRegistry::problemTypes).orElse(List.of());
    }

    private void choose(SolverDescriptor solver) {
        session().setPreferredSolver(solver.id());
        try {
            getSite().getPage().showView(ViewIds.RUN);
        } catch (PartInitException failed) {
            showError(failed.getMessage());
        }
    }

    @Override
    public void saveState(IMemento memento) {
        page.save(memento);
    }

    @Override
    protected void refresh() {
        List<OpenProblem> open = session().problems();
        Optional<OpenProblem> active = session().active();
        showReading();
        if (active.isPresent()) {
            showProblem(open, active.get());
        } else {
            stop();
            start.show(recent, examples);
        }
        Optional<TypeQuestion> question = loader().question();
        boolean asked = question.isPresent() && types.show(question.get(), problemTypes());
        Control shown = question.isPresent() ? types.control() : active.isPresent() ? page.control() : start.control();
        boolean turned = stack.topControl != shown;
        stack.topControl = shown;
        content.layout(true);
        if ((turned || asked) && getSite().getPage().getActivePart() == this) {
            setFocus();
        }
        actions.update(examples, recent);
        showMessage(active);
    }

    private void showReading() {
        Optional<String> reading = loader().reading();
        if (busy.getVisible() != reading.isPresent()) {
            GridDataFactory.createFrom((GridData) busy.getLayoutData()).exclude(reading.isEmpty()).applyTo(busy);
            busy.setVisible(reading.isPresent());
            busy.getParent().layout(true, true);
        }
        reading.ifPresent(name -> busyText.setText(NLS.bind(Messages.isRead, name)));
    }

    private void showProblem(List<OpenProblem> open, OpenProblem active) {
        String type = active.problem().type();
        String title = problemTypes().stream().filter(each -> each.name().equals(type)).map(ProblemType::title).findFirst().orElse(type);
        page.show(open, active, title, session().host().registry().map(registry -> registry.solversFor(type)));
        Looked found = looked.get();
        boolean known = found != null && found.problem() == active;
        page.show(known ? found.contents() : null);
        if (active != lookedAt) {
            look(active);
        }
    }

    private void showMessage(Optional<OpenProblem> active) {
        String missing = session().host().missing(ProblemFiles.class, SolverRegistry.class);
        Looked found = looked.get();
        String unshown = found != null && active.isPresent() && found.problem() == active.get() ? found.contents().failure() : "";
        Optional<String> failure = loader().failure();
        if (failure.isPresent()) {
            showError(failure.get(), loader()::forgetFailure);
        } else if (!missing.isEmpty()) {
            showWarning(missing);
        } else if (active.isPresent() && stale == active.get()) {
            showWarning(NLS.bind(Messages.changed, active.get().label()));
        } else if (!unshown.isEmpty()) {
            showWarning(unshown);
        } else {
            clearMessage();
        }
    }

    /** Looks at another problem; what is found in the one before is of no interest any more. */
    private void look(OpenProblem problem) {
        stop();
        lookedAt = problem;
        looking = Job.create(Messages.job, monitor -> {
            monitor.beginTask(NLS.bind(Messages.computing, problem.label()), IProgressMonitor.UNKNOWN);
            ProblemContents contents = ProblemContents.of(problem, session().host());
            if (!monitor.isCanceled()) {
                looked.set(new Looked(problem, contents));
                requestRefresh();
            }
        });
        looking.schedule();
    }

    private void stop() {
        if (looking != null) {
            looking.cancel();
        }
        lookedAt = null;
        if (session().problems().isEmpty()) {
            looked.set(null);
        }
    }

    /** Looks after files: examples once, those opened lately and the active one from time to time. */
    private void watch() {
        String folder = FrameworkUtil.getBundle(ProblemView.class).getBundleContext().getProperty(Example.FOLDER);
        watching = new Job(Messages.job) {
            private boolean listed;

            @Override
            protected IStatus run(IProgressMonitor monitor) {
                if (!listed && folder != null) {
                    examples = examples(folder);
                }
                List<StartPage.Recent> present = loader().recent().stream().map(StartPage.Recent::of).toList();
                OpenProblem changed = session().active().filter(loader()::isStale).orElse(null);
                if (!listed || changed != stale || !present.equals(recent)) {
                    recent = present;
                    stale = changed;
                    requestRefresh();
                }
                listed = true;
                schedule(WATCH_MILLISECONDS);
                return Status.OK_STATUS;
            }
        };
        watching.setSystem(true);
        watching.schedule();
    }

    private static List<Example> examples(String folder) {
        try {
            return Example.of(Path.of(folder));
        } catch (IOException | RuntimeException absent) {
            return List.of();
        }
    }

    @Override
    public void setFocus() {
        if (stack.topControl == types.control()) {
            types.setFocus();
        } else if (stack.topControl == page.control()) {
            page.setFocus();
        } else {
            start.setFocus();
        }
    }

    @Override
    public void dispose() {
        if (watching != null) {
            loader().removeListener(loaderListener);
            watching.cancel();
            stop();
        }
        super.dispose();
    }
}
