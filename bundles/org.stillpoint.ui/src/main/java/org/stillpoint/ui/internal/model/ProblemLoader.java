package org.stillpoint.ui.internal.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ReadResult;

/**
 * Reads problem files for a {@link Session}, in jobs. A file is open when all of it was read, or it is not open and {@link #failure()} says
 * why; what was open before stays. Remembers what was opened, from one session to the next. Thread-safe; listeners are called on any
 * thread.
 */
public final class ProblemLoader implements AutoCloseable {

    private static final long SOON = 300;

    /** What tells whether a file has changed. */
    private record Stamp(FileTime modified, long size) {

        static Stamp of(Path file) throws IOException {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        }
    }

    /** Reads something of a file. */
    private interface Reading<T> {

        T read() throws IOException;
    }

    private final Session session;
    private final Job saving;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<Path, Stamp> stamps = new ConcurrentHashMap<>();
    private final List<ReadingJob> readings = new ArrayList<>();
    private final ProblemMemory memory = new ProblemMemory();
    private final List<TypeQuestion> questions = new ArrayList<>();
    private String failure = "";
    private volatile Path state;
    private volatile boolean restored;

    ProblemLoader(Session session) {
        this.session = session;
        saving = Job.createSystem(Messages.saving, monitor -> {
            save();
        });
        session.addListener(new SessionListener() {
            @Override
            public void problemsChanged() {
                saveSoon();
            }
        });
    }

    /** Adds somebody who wants to know when reading begins, ends or fails; called on any thread. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /**
     * Reads files, one after the other; each that can be read is open then, and the last one active. One of arrays that can be problems of
     * several types becomes a {@link #question()}.
     */
    public void open(List<ProblemFile> files) {
        synchronized (this) {
            failure = "";
        }
        start(new ReadingJob(files, false), 0);
    }

    /** What is to be asked first; empty if nothing is. */
    public synchronized Optional<TypeQuestion> question() {
        return questions.stream().findFirst();
    }

    /** Opens a file of arrays as a problem of a type. */
    public void answer(TypeQuestion question, String type) {
        withdraw(question);
        open(List.of(new ProblemFile(question.file(), type)));
    }

    /** Takes note that the user does not want to open that file. */
    public void withdraw(TypeQuestion question) {
        synchronized (this) {
            questions.remove(question);
        }
        tell();
    }

    private synchronized void ask(TypeQuestion question) {
        questions.removeIf(earlier -> earlier.file().equals(question.file()));
        questions.add(question);
    }

    /** Reads the file of an open problem once more. */
    public void reload(OpenProblem problem) {
        open(List.of(new ProblemFile(problem.file(), problem.type())));
    }

    /** The name of the file that is being read; empty if none is. */
    public synchronized Optional<String> reading() {
        return readings.stream().map(ReadingJob::current).filter(name -> !name.isEmpty()).findFirst();
    }

    /** Stops reading. */
    public void cancel() {
        List<ReadingJob> stopped;
        synchronized (this) {
            stopped = List.copyOf(readings);
        }
        stopped.forEach(Job::cancel);
    }

    /** Why the last files could not be read, a line for each; empty if they could. */
    public synchronized Optional<String> failure() {
        return Optional.of(failure).filter(text -> !text.isEmpty());
    }

    /** Takes note that the user has seen why files could not be read. */
    public void forgetFailure() {
        synchronized (this) {
            failure = "";
        }
        tell();
    }

    /** The files opened lately, the last one first. */
    public List<ProblemFile> recent() {
        return memory.recent();
    }

    /** Whether the file of an open problem is another one than was read; asks the file system. */
    public boolean isStale(OpenProblem problem) {
        Stamp read = stamps.get(problem.file());
        try {
            return read != null && !read.equals(Stamp.of(problem.file()));
        } catch (IOException gone) {
            return false;
        }
    }

    /** Takes up where the last session ended, and keeps the state of this one in the same file. */
    void restore(Path file) {
        state = file;
        session.host().addListener(this::restoreMissing);
        Job.createSystem(Messages.saving, monitor -> {
            try {
                memory.take(SavedProblems.read(file));
            } catch (IOException damaged) {
                fail(NLS.bind(Messages.notSaved, damaged.getMessage()));
            }
            restored = true;
            tell();
            restoreMissing();
        }).schedule();
    }

    /** What is needed for a file may come after it: its reader, or the bundle of its problem type. */
    private void restoreMissing() {
        ReadingJob job;
        synchronized (this) {
            session.problems().forEach(problem -> memory.drop(problem.file()));
            List<ProblemFile> missing = memory.missing();
            if (missing.isEmpty() || session.host().files().isEmpty() || readings.stream().anyMatch(ReadingJob::restores)) {
                return;
            }
            job = new ReadingJob(missing, true);
        }
        start(job, SOON);
    }

    private void start(ReadingJob job, long delay) {
        synchronized (this) {
            readings.add(job);
        }
        job.schedule(delay);
        tell();
    }

    private synchronized void fail(String text) {
        if (failure.isEmpty()) {
            failure = text;
        } else if (failure.lines().noneMatch(text::equals)) {
            failure += "\n" + text;
        }
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    private void saveSoon() {
        if (restored) {
            saving.schedule(SOON);
        }
    }

    private synchronized void save() {
        if (state == null || !restored) {
            return;
        }
        try {
            memory.saved(session.problems(), session.active()).write(state);
        } catch (IOException full) {
            fail(NLS.bind(Messages.notSaved, full.getMessage()));
        }
    }

    @Override
    public void close() {
        listeners.clear();
        cancel();
        saving.cancel();
        save();
    }

    /** Reads files; a cancelled one interrupts the reader, whose streams end by that. */
    private final class ReadingJob extends Job {

        private final List<ProblemFile> files;
        private final boolean restores;
        private volatile String current = "";
        private Thread reader;

        ReadingJob(List<ProblemFile> files, boolean restores) {
            super(NLS.bind(Messages.reading, files.size() == 1 ? files.get(0).label() : files.size()));
            this.files = files;
            this.restores = restores;
            current = files.isEmpty() ? "" : files.get(0).label();
        }

        String current() {
            return current;
        }

        boolean restores() {
            return restores;
        }

        @Override
        protected IStatus run(IProgressMonitor monitor) {
            monitor.beginTask(getName(), IProgressMonitor.UNKNOWN);
            try {
                for (ProblemFile file : files) {
                    if (monitor.isCanceled()) {
                        break;
                    }
                    current = file.label();
                    monitor.subTask(current);
                    tell();
                    read(file, monitor);
                }
            } finally {
                monitor.done();
                synchronized (ProblemLoader.this) {
                    readings.remove(this);
                }
                if (restores) {
                    memory.wantNone();
                    if (monitor.isCanceled()) {
                        memory.dropAll();
                    }
                }
                tell();
                saveSoon();
            }
            return monitor.isCanceled() ? Status.CANCEL_STATUS : Status.OK_STATUS;
        }

        private void read(ProblemFile file, IProgressMonitor monitor) {
            try {
                ProblemFiles service = session.host().files()
                        .orElseThrow(() -> new IOException(session.host().missing(ProblemFiles.class)));
                Optional<ProblemFile> typed = typed(file, service, monitor);
                if (typed.isPresent() && !monitor.isCanceled()) {
                    read(typed.get(), service, monitor);
                }
            } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError wrong) {
                if (!monitor.isCanceled()) {
                    String text = ReadFailures.describe(file.path(), wrong);
                    fail(restores ? NLS.bind(Messages.notRestored, text) : text);
                    if (!Files.exists(file.path())) {
                        memory.drop(file.path());
                    }
                }
            }
        }

        /** The file with the only type that it can be read as, if it does not say it itself; else that is asked. */
        private Optional<ProblemFile> typed(ProblemFile file, ProblemFiles service, IProgressMonitor monitor) throws IOException {
            if (!file.type().isEmpty()
                    || !ProblemFile.needsType(file.path(), service.readableExtensions(), service.arrayExtensions())) {
                return Optional.of(file);
            }
            Set<String> types = interruptibly(() -> service.possibleTypes(file.path()));
            if (monitor.isCanceled()) {
                return Optional.empty();
            }
            if (types.isEmpty()) {
                throw new ProblemFormatException(file.label(), 0, Messages.noType);
            }
            if (types.size() > 1) {
                ask(new TypeQuestion(file.path(), List.copyOf(types)));
                return Optional.empty();
            }
            return Optional.of(new ProblemFile(file.path(), types.iterator().next()));
        }

        private void read(ProblemFile file, ProblemFiles service, IProgressMonitor monitor) throws IOException {
            Stamp stamp = Stamp.of(file.path());
            ReadResult result = interruptibly(() -> file.type().isEmpty() ? service.read(file.path())
                    : service.read(file.path(), file.type()));
            if (!monitor.isCanceled()) {
                stamps.put(file.path(), stamp);
                memory.opened(file);
                opened(new OpenProblem(file.path(), file.type(), result.problem(), result.warnings()));
            }
        }

        private void opened(OpenProblem problem) {
            if (!restores) {
                session.open(problem);
                return;
            }
            synchronized (ProblemLoader.this) {
                if (memory.missing().isEmpty()) {
                    failure = "";
                }
            }
            Optional<OpenProblem> active = session.active();
            session.open(problem);
            if (!memory.isWanted(problem.file()) && active.isPresent()) {
                session.activate(active.get());
            }
        }

        private <T> T interruptibly(Reading<T> reading) throws IOException {
            synchronized (this) {
                reader = Thread.currentThread();
            }
            try {
                return reading.read();
            } finally {
                synchronized (this) {
                    reader = null;
                    Thread.interrupted();
                }
            }
        }

        @Override
        protected void canceling() {
            synchronized (this) {
                if (reader != null) {
                    reader.interrupt();
                }
            }
        }
    }
}
