package org.stillpoint.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The assembled product, started as users start it. */
class ProductIT {

    private static final Path PRODUCT = Path.of(System.getProperty("stillpoint.product"));
    private static final Path DIET = Path.of("../../bundles/org.stillpoint.shell/src/main/resources/tour/stigler-diet.mps");
    private static final double DIET_OPTIMUM = 39.66173154546625;

    /** What a process printed and how it ended. */
    private record Outcome(int exitCode, String out, String error) {
    }

    @TempDir
    private Path folder;
    private Path temporary;
    private final Map<Process, Path> outputs = new HashMap<>();

    @BeforeEach
    void createTemporaryFolder() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    private Process start(String... arguments) throws IOException {
        boolean windows = File.separatorChar == '\\';
        List<String> command = new ArrayList<>(List.of(PRODUCT.resolve(windows ? "bin/stillpoint.bat" : "bin/stillpoint").toString()));
        command.addAll(List.of(arguments));
        if (envResetsSignals()) {
            command.addAll(0, List.of("env", "--default-signal=INT"));
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(Files.createTempFile(folder, "out", "").toFile());
        builder.environment().put("STILLPOINT_HOME", folder.resolve("home").toString());
        builder.environment().put("STILLPOINT_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.redirectError(new File(builder.redirectOutput().file() + ".err"));
        Process process = builder.start();
        outputs.put(process, builder.redirectOutput().file().toPath());
        return process;
    }

    /** A build in the background of a shell ignores interrupts, and so would the product that it starts. */
    private static boolean envResetsSignals() {
        try {
            return new ProcessBuilder("env", "--default-signal=INT", "true").start().waitFor() == 0;
        } catch (IOException | InterruptedException withoutEnv) {
            return false;
        }
    }

    private Outcome finish(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process ends");
        Path out = outputs.get(process);
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(Path.of(out + ".err")));
    }

    private Outcome run(String... arguments) throws IOException, InterruptedException {
        return finish(start(arguments));
    }

    private static String diet() {
        return DIET.toAbsolutePath().toString();
    }

    private static double number(String json, String field) {
        Matcher matcher = Pattern.compile("\"" + field + "\" : (-?[0-9.eE+-]+)").matcher(json);
        assertTrue(matcher.find(), field + " in " + json);
        return Double.parseDouble(matcher.group(1));
    }

    @Test
    void theListNamesTheBundlesThatAreThere() throws IOException {
        assertTrue(BundleList.read(PRODUCT.resolve("etc/bundles.list"), PRODUCT.resolve("bundles")).size() > 15);
    }

    @Test
    void theNoticesNameEveryForeignJar() throws IOException {
        String notices = Files.readString(PRODUCT.resolve("THIRD-PARTY-NOTICES"));
        try (Stream<Path> bundles = Files.list(PRODUCT.resolve("bundles"))) {
            bundles.map(bundle -> bundle.getFileName().toString())
                    .filter(name -> !name.startsWith("org.stillpoint.") || name.startsWith("org.stillpoint.thirdparty."))
                    .forEach(name -> assertTrue(notices.contains(name), name));
        }
        assertTrue(notices.contains("org.apache.felix.framework.jar"));
    }

    @Test
    void theDietIsSolvedCertifiedAndWritten() throws IOException, InterruptedException {
        Outcome outcome = run("solve", diet(), "--json", "--out", "diet.json");
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.error());
        assertTrue(outcome.out().startsWith("{") && outcome.out().strip().endsWith("}"), outcome.out());
        assertTrue(outcome.out().contains("\"certified\" : true"), outcome.out());
        assertEquals(DIET_OPTIMUM, number(outcome.out(), "objective"), 2e-6 * DIET_OPTIMUM);
        assertTrue(Files.size(folder.resolve("diet.json")) > 77);
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.filter(path -> path.getFileName().toString().startsWith("stillpoint-")).toList());
        }
    }

    @Test
    void theTourWritesItsReport() throws IOException, InterruptedException {
        Outcome outcome = run("tour");
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.error());
        assertTrue(outcome.out().contains("Stigler's diet"), outcome.out());
        String report = Files.readString(folder.resolve("report.html"));
        assertTrue(report.contains("39.6617") && report.contains("<svg") && report.contains("Beef Liver"), "the diet is in the report");
        assertTrue(report.contains("0.7957303") && report.contains("kick to the natural side"), "the game is in the report");
        assertTrue(report.contains("<td>1. Milwaukee</td><td class=\"number\">1.7009</td>"), "the ranking is in the report");
        assertFalse(report.contains("not certified"));
    }

    @Test
    void theSolversOfAGameInATableAreCompared() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("game.csv"), ",left,right\nleft,0.583,0.9497\nright,0.9291,0.6992\n");
        Outcome outcome = run("compare", "game.csv", "--problem", "matrix-game", "--solver", "halpern.linear-program", "--solver",
                "halpern.game", "--report", "comparison.html");
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.error());
        assertTrue(outcome.out().startsWith("game.csv  2 solvers for matrix-game problems, tolerance 1e-06"), outcome.out());
        assertEquals(2, outcome.out().lines().filter(line -> line.contains("  CONVERGED  certified  ") && line.contains("0.79573")).count(),
                outcome.out());
        assertEquals(3, Files.readString(folder.resolve("comparison.html")).split("<svg ").length);
    }

    @Test
    void badInputEndsWithStatusTwo() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("twist.problem.json"), "{\"problem\": \"fixed-point\", \"operator\": \"twist\", \"start\": [1]}");
        Outcome unknown = run("solve", "twist.problem.json");
        assertEquals(2, unknown.exitCode(), unknown.error());
        assertTrue(unknown.error().contains("refuses twist.problem.json: ") && unknown.error().contains("'twist'"), unknown.error());
        Outcome missing = run("solve", "nowhere.mps");
        assertEquals(2, missing.exitCode(), missing.error());
        assertEquals("", missing.out());
        Path truncated = Files.writeString(folder.resolve("truncated.mps"), "NAME X\nROWS\n N C\n G R\nCOLUMNS\n A R\n");
        Outcome wrong = run("solve", truncated.toString());
        assertEquals(2, wrong.exitCode(), wrong.error());
        assertTrue(wrong.error().contains("truncated.mps:"), wrong.error());
        Outcome refused = run("install", Files.move(truncated, folder.resolve("no.solver")).toString());
        assertEquals(2, refused.exitCode(), refused.error());
        assertTrue(refused.error().contains("no.solver refused: "), refused.error());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSignalEndsARunWithItsBestIterate() throws IOException, InterruptedException {
        Path hard = hardProgram(3000, 9000);
        Process process = start("solve", hard.toString(), "--set", "newton=off", "--set", "tolerance=1e-12");
        Path history = folder.resolve("home/var/history");
        for (int i = 0; i < 600 && !Files.exists(history) && process.isAlive(); i++) {
            Thread.sleep(50);
        }
        Thread.sleep(2000);
        assertEquals(0, new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor());
        Outcome outcome = finish(process);
        assertEquals(3, outcome.exitCode(), outcome.out() + outcome.error());
        assertTrue(outcome.out().contains("CANCELLED  not certified"), outcome.out());
        assertTrue(outcome.out().contains("primal violation (relative)"), outcome.out());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aTerminationShowsTheBestIterateToo() throws IOException, InterruptedException {
        Process process = start("solve", hardProgram(3000, 9000).toString(), "--set", "newton=off", "--set", "tolerance=1e-12");
        Path history = folder.resolve("home/var/history");
        for (int i = 0; i < 600 && !Files.exists(history) && process.isAlive(); i++) {
            Thread.sleep(50);
        }
        Thread.sleep(2000);
        assertEquals(0, new ProcessBuilder("kill", "-TERM", String.valueOf(process.pid())).start().waitFor());
        Outcome outcome = finish(process);
        assertEquals(143, outcome.exitCode(), outcome.out() + outcome.error());
        assertTrue(outcome.out().contains("CANCELLED  not certified"), outcome.out() + outcome.error());
        assertFalse(outcome.error().contains("cannot go on"), outcome.error());
    }

    @Test
    void aHomeThatCannotBeIsToldInWords() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("home"), "a file where the folder should be");
        Outcome outcome = finish(start("runs"));
        assertEquals(2, outcome.exitCode(), outcome.error());
        assertTrue(outcome.error().contains("for the host's state cannot be written"), outcome.error());
        assertFalse(outcome.error().contains("\tat "), outcome.error());
    }

    /** A random covering problem in MPS format whose entries span many magnitudes. */
    private Path hardProgram(int rows, int columns) throws IOException {
        Random random = new Random(5);
        StringBuilder mps = new StringBuilder("NAME HARD\nROWS\n N C\n");
        for (int i = 0; i < rows; i++) {
            mps.append(" G R").append(i).append('\n');
        }
        mps.append("COLUMNS\n");
        for (int j = 0; j < columns; j++) {
            mps.append(" X").append(j).append(" C ").append(1 + 9 * random.nextDouble()).append('\n');
            Set<Integer> entries = new TreeSet<>();
            while (entries.size() < 8) {
                entries.add(random.nextInt(rows));
            }
            for (int row : entries) {
                mps.append(" X").append(j).append(" R").append(row).append(' ').append(Math.exp(3 * random.nextGaussian())).append('\n');
            }
        }
        mps.append("RHS\n");
        for (int i = 0; i < rows; i++) {
            mps.append(" B R").append(i).append(' ').append(Math.exp(2 * random.nextGaussian())).append('\n');
        }
        return Files.writeString(folder.resolve("hard.mps"), mps.append("ENDATA\n"));
    }

    @Test
    void commandsCanBePipedAndTwoProcessesRunAtOnce() throws IOException, InterruptedException {
        Process first = start();
        Process second = start();
        for (Process process : List.of(first, second)) {
            process.getOutputStream().write("solvers\nexit\n".getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        }
        for (Process process : List.of(first, second)) {
            Outcome outcome = finish(process);
            assertEquals(0, outcome.exitCode(), outcome.error());
            assertTrue(outcome.out().contains("halpern.linear-program"), outcome.out());
        }
    }

    @Test
    void everyExampleIsSolvedAndCertified() throws IOException, InterruptedException {
        Map<String, String> bare = Map.of("morra.csv", "matrix-game", "covariance.csv", "risk-parity", "matches.csv", "pairwise-comparisons");
        StringBuilder commands = new StringBuilder();
        int examples = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(PRODUCT.resolve("examples"), "*.*")) {
            for (Path file : files) {
                String type = bare.get(file.getFileName().toString());
                commands.append("solve ").append(file.toAbsolutePath()).append(type == null ? "" : " --problem " + type).append(" --json\n");
                examples++;
            }
        }
        Process process = start();
        process.getOutputStream().write((commands + "exit\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        Outcome outcome = finish(process);
        assertTrue(examples >= 12, examples + " examples");
        assertEquals(examples, Pattern.compile("\"certified\" : true").matcher(outcome.out()).results().count(),
                () -> outcome.out() + outcome.error());
    }

    @Test
    void theHistoryOutlastsTheProcess() throws IOException, InterruptedException {
        assertEquals(0, run("solve", diet()).exitCode());
        Outcome outcome = run("runs");
        assertEquals(0, outcome.exitCode(), outcome.error());
        assertTrue(outcome.out().contains("stigler-diet.mps"), outcome.out());
    }
}
