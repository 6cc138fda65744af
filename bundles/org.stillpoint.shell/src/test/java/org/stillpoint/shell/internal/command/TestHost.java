package org.stillpoint.shell.internal.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ejml.data.DMatrixSparseCSC;
import org.osgi.framework.Version;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.options.OptionKind;
import org.stillpoint.api.options.OptionSchema;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.run.InstallReport;
import org.stillpoint.api.run.InstalledFeature;
import org.stillpoint.api.run.Installer;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.plot.ResultViews;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.Console.Terminal;
import org.stillpoint.shell.internal.tour.TourProblem;

/** A host in memory: one solver or what the test adds, runs whose end the test decides, files that hold one program, two providers. */
public final class TestHost implements Services, Installer, ProblemFiles {

    /** The solver that is there. */
    public static final SolverDescriptor SOLVER = new SolverDescriptor("halpern.linear-program", new Version(1, 2, 0), "halpern",
            LinearProgram.TYPE, "Restarted Halpern", "A. Author, On Halpern, 2024", "org.example.halpern",
            new OptionSchema(List.of(
                    new OptionDeclaration("newton", OptionKind.TRUTH, true, "", "", List.of(), "whether to finish by Newton steps"),
                    new OptionDeclaration("tolerance", OptionKind.NUMBER, 1e-6, "1e-12", "0.1", List.of(), "the relative error"))));

    final List<SolverDescriptor> solvers = new ArrayList<>(List.of(SOLVER));
    final TestRuns runs = new TestRuns(solvers);
    final Map<Path, DataRecord> written = new HashMap<>();
    final List<InstalledFeature> features = new ArrayList<>();
    final List<String> types = new ArrayList<>();
    boolean full;
    final List<TourProblem> tour = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    /** min x1 + 2 x2 subject to x1 + x2 >= 4. */
    public static LinearProgram program() {
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(1, 2, 2);
        matrix.set(0, 0, 1);
        matrix.set(0, 1, 1);
        return LinearProgram.of(new double[] {1, 2}, matrix).rowBounds(new double[] {4}, new double[] {Double.POSITIVE_INFINITY})
                .names(List.of("Demand"), List.of("Cheap_Good", "Dear & <rare>")).build();
    }

    /** Runs one command; returns its exit status. */
    int run(String... arguments) {
        return run(Terminal.NONE, arguments);
    }

    int run(Terminal terminal, String... arguments) {
        out.reset();
        error.reset();
        return new CommandTree(session(terminal), null).execute(arguments);
    }

    /** A session that prints into this host. */
    public Session session(Terminal terminal) {
        return new Session(this, new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(error, true, StandardCharsets.UTF_8), terminal));
    }

    /** Interrupts the calling thread as soon as it has shown the progress of a run. */
    void interruptOnceProgressIsShown() {
        interruptOnceProgressIsShown(1);
    }

    /** Interrupts the calling thread several times. */
    void interruptOnceProgressIsShown(int times) {
        Thread command = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            try {
                while (!error().contains("residual")) {
                    Thread.sleep(5);
                }
                for (int i = 0; i < times; i++) {
                    command.interrupt();
                    Thread.sleep(300);
                }
            } catch (InterruptedException early) {
                Thread.currentThread().interrupt();
            }
        });
        interrupter.setDaemon(true);
        interrupter.start();
    }

    /** What was printed as result. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What was printed as progress and errors. */
    public String error() {
        return error.toString(StandardCharsets.UTF_8);
    }

    @Override
    public ResultViews views() {
        return new TestViews();
    }

    @Override
    public SolverRegistry registry() {
        return new TestRegistry(solvers);
    }

    @Override
    public RunService runs() {
        return runs;
    }

    @Override
    public Installer installer() {
        return this;
    }

    @Override
    public ProblemFiles files() {
        return this;
    }

    @Override
    public List<TourProblem> tour() {
        return tour;
    }

    @Override
    public String version() {
        return "9.8.7";
    }

    @Override
    public BlasRouter blas() {
        BlasProvider java = answering(BlasProvider.class, Map.of("name", "java", "version", "17", "description", "vectors of 512 bits"));
        return answering(BlasRouter.class, Map.of("name", "router", "providers", List.of(java),
                "rejections", List.of(new BlasRouter.Rejection("jblas", "libgfortran.so.5 is missing")),
                "calibration", List.of(new BlasRouter.Speed("java", "dgemm", 64, 33.5, true),
                        new BlasRouter.Speed("openblas", "dgemm", 64, 25, false)),
                "provider", Optional.empty()));
    }

    /** An object that answers the named methods and refuses all arithmetic. */
    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            if (!answers.containsKey(method.getName())) {
                throw new UnsupportedOperationException(method.getName());
            }
            return answers.get(method.getName());
        }));
    }

    @Override
    public InstallReport install(Path archive, boolean force) {
        String name = archive.getFileName().toString();
        if (name.startsWith("bad") && !force) {
            return new InstallReport("bad", "0", List.of(), Optional.of("the archive is not a zip file"));
        }
        features.add(new InstalledFeature(name, "1.0.0", List.of("b 1.0.0"), List.of("s"), Instant.EPOCH, false));
        return new InstallReport(name, "1.0.0", List.of("checked", "rehearsed"), Optional.empty());
    }

    @Override
    public InstallReport uninstall(String feature) {
        return features.removeIf(installed -> installed.id().equals(feature))
                ? new InstallReport(feature, "1.0.0", List.of(), Optional.empty())
                : new InstallReport(feature, "", List.of(), Optional.of("there is no feature " + feature));
    }

    @Override
    public List<InstalledFeature> installed() {
        return features;
    }

    @Override
    public Set<String> readableExtensions() {
        return Set.of(".mps");
    }

    @Override
    public Set<String> arrayExtensions() {
        return Set.of(".csv");
    }

    @Override
    public Set<String> writableExtensions() {
        return new LinkedHashSet<>(List.of(".npz", ".mps", ".json"));
    }

    @Override
    public ReadResult read(Path file) throws IOException {
        if (file.getFileName().toString().startsWith("broken")) {
            throw new ProblemFormatException(file.getFileName().toString(), 7, "unknown section COLUMN; expected COLUMNS");
        }
        if (file.toString().endsWith(".csv")) {
            throw new ProblemFormatException(file.getFileName().toString(), 0, "which problem is it?");
        }
        return new ReadResult(program(), List.of("line 3: negative upper bound"));
    }

    @Override
    public ReadResult read(Path file, String type) throws IOException {
        types.add(type);
        return new ReadResult(program(), List.of());
    }

    @Override
    public SortedSet<String> possibleTypes(Path file) {
        return new TreeSet<>();
    }

    @Override
    public void write(DataRecord record, Path file) throws IOException {
        if (full) {
            throw new IOException("no space is left");
        }
        written.put(file, record);
    }

    @Override
    public DataRecord readRecord(Path file, String type) {
        return written.get(file);
    }
}
