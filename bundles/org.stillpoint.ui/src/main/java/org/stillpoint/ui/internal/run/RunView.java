package org.stillpoint.ui.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.core.runtime.preferences.IEclipsePreferences.IPreferenceChangeListener;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.JFacePreferences;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.stillpoint.api.Solution;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.options.OptionSchema;
import org.stillpoint.api.options.Options;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.ui.internal.model.OpenProblem;
import org.stillpoint.ui.internal.model.Session;
import org.stillpoint.ui.internal.model.SessionListener;
import org.stillpoint.ui.internal.model.SessionRun;
import org.stillpoint.ui.internal.model.ShownRun;
import org.stillpoint.ui.internal.part.PlatformColours;
import org.stillpoint.ui.internal.part.SessionView;
import org.stillpoint.ui.internal.preferences.RunDefaults;
import org.stillpoint.ui.internal.preferences.Settings;

/** The form from which runs are started: solvers for the active problem, their options, limits; and the runs that go on. */
public final class RunView extends SessionView {

    private static final String LIMIT = "limit";
    private static final int LIST_HEIGHT = 118;
    private static final int NARROW = 60;

    private final TypedOptions typed = new TypedOptions();
    private final CheckedSolvers checks = new CheckedSolvers();
    private final SessionListener preferred = new SessionListener() {
        @Override
        public void preferredSolverChanged() {
            wanted = session().preferredSolver().orElse("");
            requestRefresh();
        }
    };
    private final IPreferenceChangeListener preferences = event -> requestRefresh();
    private Label solversLabel;
    private SolverList solvers;
    private Label optionsLabel;
    private Label titleLabel;
    private Button shared;
    private Button reset;
    private OptionForm options;
    private RunForm form;
    private ActiveRuns active;
    private OfferJob offering;
    private OpenProblem problem;
    private Offer offer = Offer.NONE;
    private SolverDescriptor edited;
    private volatile List<String> refused = List.of();
    private String limit = "";
    private volatile String wanted = "";

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        if (memento != null) {
            typed.restore(memento);
            checks.restore(memento);
            limit = Optional.ofNullable(memento.getString(LIMIT)).orElse("");
        }
    }

    @Override
    public void saveState(IMemento memento) {
        typed.save(memento);
        checks.save(memento);
        memento.putString(LIMIT, form.limit());
    }

    @Override
    protected void createContent(Composite parent) {
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
        Composite upper = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(upper);
        GridLayoutFactory.fillDefaults().numColumns(3).margins(6, 4).spacing(6, 4).applyTo(upper);
        solversLabel = new Label(upper, SWT.NONE);
        GridDataFactory.fillDefaults().span(3, 1).grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(solversLabel);
        solvers = new SolverList(upper, this::checked, this::edit);
        GridDataFactory.fillDefaults().span(3, 1).grab(true, false).hint(NARROW, LIST_HEIGHT).applyTo(solvers.control());
        titleLabel = new Label(upper, SWT.WRAP);
        GridDataFactory.fillDefaults().span(3, 1).grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(titleLabel);
        // The options follow: its mnemonic goes to what comes next.
        optionsLabel = new Label(upper, SWT.NONE);
        GridDataFactory.fillDefaults().span(3, 1).grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(optionsLabel);
        options = new OptionForm(upper);
        GridDataFactory.fillDefaults().span(3, 1).grab(true, true).hint(NARROW, NARROW).applyTo(options.control());
        shared = PlatformColours.keep(new Button(upper, SWT.CHECK));
        shared.setText(Messages.shared);
        shared.setToolTipText(Messages.sharedTip);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).align(SWT.BEGINNING, SWT.CENTER).applyTo(shared);
        reset = PlatformColours.keep(new Button(upper, SWT.PUSH));
        reset.setText(Messages.reset);
        reset.setToolTipText(Messages.resetTip);
        reset.addListener(SWT.Selection, event -> reset());
        form = new RunForm(parent, this::changed);
        active = new ActiveRuns(parent);
        // The buttons stay where they are while rows of runs come and go above them.
        form.createButtons(parent, this::start, () -> running().forEach(Run::cancel));
        form.setLimit(limit);
        offering = new OfferJob(session(), this::offered);
        wanted = session().preferredSolver().orElse("");
        session().addListener(preferred);
        InstanceScope.INSTANCE.getNode(Settings.NODE).addPreferenceChangeListener(preferences);
    }

    @Override
    protected void refresh() {
        offering.schedule();
        form.showProviders(offer.providers());
        active.show(session().runs());
        form.showWarmStart(warmStart().map(ShownRun::id));
        check();
    }

    private void offered(OpenProblem asked, Offer found) {
        solversLabel.getDisplay().asyncExec(() -> {
            if (!solversLabel.isDisposed()) {
                show(asked, found);
            }
        });
    }

    private void show(OpenProblem asked, Offer found) {
        boolean otherProblem = problem != asked;
        boolean otherType = !found.problemType().equals(offer.problemType());
        boolean choose = !wanted.isEmpty() && found.find(wanted).isPresent();
        if (!otherProblem && found.equals(offer) && !choose) {
            return;
        }
        problem = asked;
        offer = found;
        refused = otherProblem ? List.of() : refused;
        solversLabel.setText(problem == null ? Messages.solvers
                : NLS.bind(Messages.solvers_for, problem.label().replace("&", "&&"), offer.problemType()));
        if (choose) {
            checks.set(offer, Set.of(wanted));
        }
        Set<String> checked = checks.of(offer, otherProblem);
        String selected = choose ? wanted : selected(checked, otherProblem, otherType);
        wanted = choose ? "" : wanted;
        form.showProviders(offer.providers());
        form.showWarmStart(warmStart().map(ShownRun::id));
        solvers.show(offer, checked, selected);
        if (!selected.isEmpty()) {
            edit();
        } else if (otherProblem) {
            edited = null;
            showOptions();
        }
        check();
    }

    /** The solver whose options are shown: as before if it is among those that are of interest, else the first one that is checked. */
    private String selected(Set<String> checked, boolean otherProblem, boolean otherType) {
        if (edited != null && offer.find(edited.id()).isPresent() && (!otherType || checked.contains(edited.id()))) {
            return edited.id();
        }
        return !otherProblem && edited != null ? "" : offer.solvers().stream().map(SolverDescriptor::id).filter(checked::contains)
                .findFirst().orElse(offer.choice());
    }

    private void checked() {
        checks.set(offer, solvers.checked().stream().map(SolverDescriptor::id).toList());
        changed();
    }

    /** What was refused is of no interest once the form says something else. */
    private void changed() {
        refused = List.of();
        check();
    }

    /** Shows the options of the solver that is selected. */
    private void edit() {
        SolverDescriptor selected = solvers.selected().orElse(edited);
        boolean same = edited != null && selected != null && edited.id().equals(selected.id())
                && edited.options().equals(selected.options());
        edited = selected;
        if (!same) {
            showOptions();
        }
        check();
    }

    private void showOptions() {
        optionsLabel.setText(edited == null ? Messages.options : NLS.bind(Messages.options_of, edited.id()));
        titleLabel.setText(edited == null ? "" : edited.title().replace("&", "&&"));
        titleLabel.setForeground(JFaceResources.getColorRegistry().get(JFacePreferences.QUALIFIER_COLOR));
        titleLabel.requestLayout();
        if (edited == null) {
            options.show(new OptionSchema(List.of()), Map.of(), (option, text) -> { });
        } else {
            options.show(edited.options(), typed.of(edited.id()), this::typed);
        }
    }

    private void typed(OptionDeclaration option, String text) {
        typed.set(edited.id(), option, text);
        if (shared.getSelection()) {
            for (SolverDescriptor solver : solvers.checked()) {
                solver.options().find(option.name()).ifPresent(same -> typed.set(solver.id(), same, text));
            }
        }
        changed();
    }

    private void reset() {
        if (edited != null) {
            typed.reset(edited.id());
            showOptions();
            changed();
        }
    }

    private List<Run> running() {
        return session().runs().stream().filter(run -> run.state() != RunState.DONE).map(SessionRun::run).toList();
    }

    /** The first selected run, if it has ended with a solution of a problem of the same type. */
    private Optional<ShownRun> warmStart() {
        return session().selection().stream().findFirst().filter(run -> startValue(run).isPresent());
    }

    private Optional<Recordable> startValue(ShownRun run) {
        boolean same = problem != null && run.problem().filter(solved -> solved.type().equals(problem.problem().type())).isPresent();
        return same ? run.result().flatMap(RunResult::solution).map(Solution::value).map(Recordable.class::cast) : Optional.empty();
    }

    /** Says what stands against a start, if anything. */
    private void check() {
        Optional<String> limitError = limitError();
        Optional<String> optionError = solvers.checked().stream()
                .flatMap(solver -> typed.error(solver).map(error -> NLS.bind(Messages.wrongOption, solver.id(), error)).stream())
                .findFirst();
        boolean gone = edited != null && problem != null && offer.find(edited.id()).isEmpty();
        Optional<SolverDescriptor> cold = form.warmStart() ? solvers.checked().stream().filter(offer::reduces).findFirst()
                : Optional.empty();
        boolean ready = problem != null && !gone && limitError.isEmpty() && optionError.isEmpty() && cold.isEmpty()
                && !solvers.checked().isEmpty();
        form.markLimit(limitError);
        form.enable(ready, !running().isEmpty());
        reset.setEnabled(edited != null);
        if (session().host().registry().isEmpty()) {
            showError(session().host().missing(SolverRegistry.class));
        } else if (problem == null) {
            showInformation(session().active().isPresent() ? Messages.finding : Messages.noProblem);
        } else if (offer.solvers().isEmpty()) {
            showWarning(NLS.bind(Messages.noSolver, offer.problemType()));
        } else if (gone) {
            showWarning(NLS.bind(Messages.options_gone, edited.id()));
        } else if (limitError.isPresent() || optionError.isPresent()) {
            showError(limitError.or(() -> optionError).get());
        } else if (cold.isPresent()) {
            showError(NLS.bind(Messages.warm_reduced, cold.get().id(), cold.get().problemType()));
        } else if (!refused.isEmpty()) {
            showError(String.join("\n", refused), this::changed);
        } else if (solvers.checked().isEmpty()) {
            showInformation(Messages.noneChecked);
        } else {
            form.missingProvider().ifPresentOrElse(name -> showWarning(NLS.bind(Messages.blas_absent, name)), this::clearMessage);
        }
    }

    private Optional<String> limitError() {
        try {
            TimeLimit.parse(form.limit());
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }

    /** Starts what the form says, if nothing stands against it; tells whether it did. */
    boolean startIfReady() {
        boolean ready = form.canStart();
        if (ready) {
            start();
        }
        return ready;
    }

    private void start() {
        List<RunRequest> requests = new ArrayList<>();
        RunDefaults defaults = RunDefaults.current();
        for (SolverDescriptor solver : solvers.checked()) {
            RunRequest.Builder request = RunRequest.of(problem.problem()).solver(solver.id()).label(problem.label()).source(problem.file());
            defaults.threads().ifPresent(threads -> request.option(Options.THREADS, (long) threads));
            request.options(typed.given(solver)).blas(form.blas().orElse(null));
            TimeLimit.parse(form.limit()).ifPresent(request::timeLimit);
            if (form.warmStart()) {
                warmStart().flatMap(this::startValue).ifPresent(request::start);
            }
            requests.add(request.build());
        }
        refused = List.of();
        new StartJob(session(), requests, reasons -> {
            refused = reasons;
            requestRefresh();
        }).schedule();
    }

    @Override
    public void setFocus() {
        solvers.control().setFocus();
    }

    @Override
    public void dispose() {
        Session session = session();
        if (session != null) {
            session.removeListener(preferred);
            InstanceScope.INSTANCE.getNode(Settings.NODE).removePreferenceChangeListener(preferences);
        }
        if (offering != null) {
            offering.cancel();
        }
        super.dispose();
    }
}
