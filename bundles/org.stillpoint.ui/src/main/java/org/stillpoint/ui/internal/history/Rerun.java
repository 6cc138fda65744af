package org.stillpoint.ui.internal.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.osgi.framework.Version;
import org.stillpoint.api.Problem;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverGoneException;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.ui.internal.model.OpenProblem;
import org.stillpoint.ui.internal.model.PastRun;
import org.stillpoint.ui.internal.model.ProblemFile;
import org.stillpoint.ui.internal.model.Session;
import org.stillpoint.ui.internal.model.SessionRun;
import org.stillpoint.ui.internal.model.ShownRun;

/** Starts runs once more: the same problem, solver and options. A problem that is not open is read from its file and opened. */
final class Rerun extends Job {

    /** What the history says of a run that asked for no linear algebra. */
    private static final String NO_BLAS = "none";

    private final Session session;
    private final List<Long> ids;
    private final Consumer<List<String>> told;

    /** What stands against running it again. */
    private static final class Impossible extends Exception {

        private static final long serialVersionUID = 1;

        Impossible(String reason) {
            super(reason);
        }
    }

    /** A job for runs by number, which tells on its own thread what could not be started or differs from before. */
    Rerun(Session session, List<Long> ids, Consumer<List<String>> told) {
        super(Messages.job_rerun);
        this.session = session;
        this.ids = ids;
        this.told = told;
        setUser(true);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        List<String> remarks = new ArrayList<>();
        List<Run> started = new ArrayList<>();
        try {
            List<ShownRun> runs = Selection.find(session, ids);
            SubMonitor progress = SubMonitor.convert(monitor, runs.size());
            for (ShownRun run : runs) {
                if (progress.isCanceled()) {
                    break;
                }
                progress.subTask(run.label());
                try {
                    started.add(start(run, remarks));
                } catch (Impossible reason) {
                    remarks.add(NLS.bind(Messages.rerun_impossible, String.valueOf(run.id()), reason.getMessage()));
                }
                progress.worked(1);
            }
        } catch (IllegalStateException | RejectedExecutionException unreadable) {
            remarks.add(String.valueOf(unreadable.getMessage()));
        }
        if (!started.isEmpty()) {
            session.started(started);
        }
        told.accept(remarks);
        return monitor.isCanceled() ? Status.CANCEL_STATUS : Status.OK_STATUS;
    }

    private Run start(ShownRun run, List<String> remarks) throws Impossible {
        RunService runs = session.host().runs().orElseThrow(() -> new Impossible(session.host().missing(RunService.class)));
        RunRequest.Builder request = run instanceof SessionRun ofSession ? request(ofSession) : request(((PastRun) run).summary(), remarks);
        request.label(run.label());
        chooseSolver(request, run, remarks);
        try {
            return runs.submit(request.build());
        } catch (IllegalArgumentException | SolverGoneException | RejectedExecutionException refused) {
            throw new Impossible(refused.getMessage());
        }
    }

    private RunRequest.Builder request(SessionRun run) {
        RunRequest before = run.run().request();
        Problem problem = before.source().flatMap(this::open).map(OpenProblem::problem).orElse(before.problem());
        RunRequest.Builder request = RunRequest.of(problem).options(before.options()).start(before.start().orElse(null))
                .blas(before.blas().orElse(null)).source(before.source().orElse(null));
        before.timeLimit().ifPresent(request::timeLimit);
        return request;
    }

    private RunRequest.Builder request(RunSummary run, List<String> remarks) throws Impossible {
        String source = run.source().orElseThrow(() -> new Impossible(Messages.rerun_noFile));
        Optional<OpenProblem> open = open(source);
        Problem problem = open.isPresent() ? open.get().problem() : read(Path.of(source), run.problemType()).problem();
        return RunRequest.of(problem).options(run.options()).source(source).blas(provider(run, remarks));
    }

    /** What did the linear algebra of a run, if that was one provider; null for the router, or if there was none to do. */
    private String provider(RunSummary run, List<String> remarks) {
        String before = run.blas();
        Optional<BlasRouter> router = session.host().blas();
        if (before.isEmpty() || before.equals(NO_BLAS) || router.isEmpty() || before.equals(router.get().name())) {
            return null;
        }
        if (router.get().providers().stream().anyMatch(provider -> provider.name().equals(before))) {
            return before;
        }
        remarks.add(NLS.bind(Messages.rerun_otherBlas, String.valueOf(run.id()), before));
        return null;
    }

    private Optional<OpenProblem> open(String source) {
        try {
            Path file = Path.of(source);
            return session.problems().stream().filter(problem -> problem.file().toAbsolutePath().normalize().equals(file)).findFirst();
        } catch (InvalidPathException ofAnotherSystem) {
            return Optional.empty();
        }
    }

    private OpenProblem read(Path file, String type) throws Impossible {
        if (!Files.exists(file)) {
            throw new Impossible(NLS.bind(Messages.rerun_fileGone, file));
        }
        ProblemFiles files = session.host().files().orElseThrow(() -> new Impossible(session.host().missing(ProblemFiles.class)));
        try {
            boolean arrays = ProblemFile.needsType(file, files.readableExtensions(), files.arrayExtensions());
            ReadResult read = arrays ? files.read(file, type) : files.read(file);
            OpenProblem problem = new OpenProblem(file, arrays ? type : "", read.problem(), read.warnings());
            session.open(problem);
            return problem;
        } catch (IOException wrong) {
            throw new Impossible(NLS.bind(Messages.rerun_unreadable, file, wrong.getMessage()));
        }
    }

    /** The version that ran before, else the one that is called by default. */
    private void chooseSolver(RunRequest.Builder request, ShownRun run, List<String> remarks) throws Impossible {
        String id = run instanceof SessionRun before ? before.run().solver().id() : ((PastRun) run).summary().solver();
        String version = run instanceof SessionRun before ? before.run().solver().version().toString()
                : ((PastRun) run).summary().version();
        List<String> versions = session.host().registry().map(SolverRegistry::solvers).orElse(List.of()).stream()
                .filter(solver -> solver.id().equals(id)).map(SolverDescriptor::version).map(Version::toString).toList();
        if (versions.isEmpty()) {
            throw new Impossible(NLS.bind(Messages.rerun_notInstalled, id));
        }
        if (versions.contains(version)) {
            request.solver(id, Version.parseVersion(version));
        } else {
            request.solver(id);
            remarks.add(NLS.bind(Messages.rerun_otherVersion, new Object[] {String.valueOf(run.id()), id, version}));
        }
    }
}
