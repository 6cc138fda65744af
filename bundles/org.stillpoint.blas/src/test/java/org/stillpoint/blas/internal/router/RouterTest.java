package org.stillpoint.blas.internal.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.blas.BlasRouter.Rejection;
import org.stillpoint.api.blas.BlasRouter.Speed;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.blas.internal.JavaBlas;

class RouterTest {
    /** Long enough on a busy machine too; in peace it takes two seconds. */
    private static final long PATIENT_NANOS = 30_000_000_000L;

    @TempDir
    private Path folder;
    private Path file;
    private final JavaBlas java = new JavaBlas();

    @BeforeEach
    void choosePath() {
        file = folder.resolve("var").resolve("calibration.json");
    }

    private Router router(BlasProvider... providers) {
        Router router = new Router(java, file, PATIENT_NANOS);
        for (BlasProvider provider : providers) {
            router.addProvider(provider);
        }
        return router;
    }

    private static void multiply(Router router, int n) {
        double[] a = new Random(n).doubles((long) n * n).toArray();
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 1;
        }
        double[] c = new double[n * n];
        router.dgemm(Transpose.NO, Transpose.NO, n, n, n, 1, a, 0, n, identity, 0, n, 0, c, 0, n);
        for (int i = 0; i < n * n; i++) {
            assertEquals(a[i], c[i]);
        }
    }

    private static List<String> names(Router router) {
        return router.providers().stream().map(BlasProvider::name).toList();
    }

    /** A calibration in which one provider is far ahead in everything. */
    private void calibrate(String ahead, FakeProvider... providers) {
        StringBuilder speeds = new StringBuilder();
        StringBuilder versions = new StringBuilder("\"java\": \"" + java.version() + "\"");
        for (FakeProvider provider : providers) {
            versions.append(", \"").append(provider.name()).append("\": \"").append(provider.version()).append('"');
        }
        for (Operation operation : Operation.values()) {
            for (String name : List.of("java", ahead)) {
                speeds.append(speeds.isEmpty() ? "" : ", ").append("{\"provider\": \"").append(name).append("\", \"operation\": \"")
                        .append(operation.name()).append("\", \"size\": 64, \"gigaflops\": ").append(name.equals("java") ? 1 : 9)
                        .append('}');
            }
        }
        write("{\"format\": 1, \"machine\": \"" + Machine.description() + "\", \"providers\": {" + versions + "}, \"speeds\": ["
                + speeds + "]}");
    }

    private void write(String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void smallOperationsLoadNothing() {
        FakeProvider other = new FakeProvider("other", "1");
        Router router = router(other);
        multiply(router, 30);
        assertEquals(0, other.loads.get());
        assertFalse(Files.exists(file));
    }

    @Test
    void javaAloneNeedsNoCalibration() {
        Router router = router();
        multiply(router, 100);
        assertFalse(Files.exists(file));
        assertEquals(List.of("java"), names(router));
        assertTrue(router.provider("java").isPresent());
        assertTrue(router.provider("jblas").isEmpty());
    }

    @Test
    void wrongProviderIsRejected() {
        FakeProvider wrong = new FakeProvider("wrong", "1");
        wrong.error = 1e-3;
        FakeProvider wrongWhenLarge = new FakeProvider("wrong-when-large", "1");
        wrongWhenLarge.error = 1e-3;
        wrongWhenLarge.errorFrom = 64;
        Router router = router(wrong, wrongWhenLarge);
        assertEquals(List.of("java"), names(router));
        assertEquals(List.of(new Rejection("wrong", "dgemm of 2 by 2 matrices is wrong"),
                new Rejection("wrong-when-large", "dgemm of 64 by 64 matrices is wrong")), router.rejections());
        multiply(router, 100);
        assertTrue(router.provider("wrong").isEmpty());
    }

    @Test
    void failingAndUnavailableProvidersAreDropped() {
        FakeProvider failing = new FakeProvider("failing", "1");
        failing.failure = new ArithmeticException("out of order");
        FakeProvider unavailable = new FakeProvider("unavailable", "1");
        unavailable.unavailable = "libfast.so is missing";
        Router router = router(failing, unavailable);
        multiply(router, 100);
        assertEquals(List.of("it failed: java.lang.ArithmeticException: out of order", "libfast.so is missing"),
                router.rejections().stream().map(Rejection::reason).toList());
    }

    @Test
    void calibrationIsKeptAndUsedAgain() throws Exception {
        FakeProvider slow = new FakeProvider("slow", "1");
        slow.delayNanos = 2_000_000;
        Router first = router(slow);
        multiply(first, 64);
        List<Speed> speeds = first.calibration();
        assertTrue(speeds.stream().anyMatch(speed -> speed.provider().equals("java") && speed.operation().equals("dgemm")
                && speed.size() == 64 && speed.chosen() && speed.gigaflops() > 0));
        assertFalse(speeds.stream().anyMatch(speed -> speed.provider().equals("slow") && speed.operation().equals("dgemm")
                && speed.size() == 64 && speed.chosen()));
        String kept = Files.readString(file);

        FakeProvider again = new FakeProvider("slow", "1");
        Router second = router(again);
        multiply(second, 64);
        assertEquals(0, again.products.get(), "a provider that is not chosen is not even loaded");
        assertEquals(speeds, second.calibration());
        assertEquals(kept, Files.readString(file));
    }

    @Test
    void calibrationEndsInTimeAndIsKeptOnlyWhenComplete() {
        FakeProvider endless = new FakeProvider("endless", "1");
        endless.delayNanos = 30_000_000;
        Router router = new Router(java, file, 300_000_000L);
        router.addProvider(endless);
        router.providers();
        long start = System.nanoTime();
        multiply(router, 64);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertTrue(seconds < 3, "calibration took " + seconds + " s");
        assertFalse(Files.exists(file));
        assertFalse(router.calibration().isEmpty());
    }

    @Test
    void fasterProviderIsChosenAndLoadedWhenNeeded() {
        FakeProvider fast = new FakeProvider("fast", "7");
        calibrate("fast", fast);
        Router router = router(fast);
        multiply(router, 30);
        assertEquals(0, fast.loads.get());
        multiply(router, 64);
        assertEquals(1, fast.loads.get());
        int checked = fast.products.get();
        multiply(router, 64);
        multiply(router, 300);
        assertEquals(checked + 2, fast.products.get());
        router.removeProvider(fast);
        multiply(router, 64);
        assertEquals(checked + 2, fast.products.get());
        assertEquals(List.of("java"), names(router));
    }

    @Test
    void chosenProviderThatFailsIsReplaced() {
        FakeProvider fast = new FakeProvider("fast", "7");
        fast.unavailable = "gone";
        calibrate("fast", fast);
        Router router = router(fast);
        multiply(router, 64);
        assertEquals(List.of(new Rejection("fast", "gone")), router.rejections());
    }

    @Test
    void damagedAndStaleFilesAreMadeAnew() throws Exception {
        FakeProvider provider = new FakeProvider("other", "1");
        calibrate("other", provider);
        String good = Files.readString(file);
        List<String> bad = List.of("", "{", "[]", "no json", good.substring(0, good.length() / 2),
                good.replace("DGEMM", "DGEMMM"), good.replace("\"format\": 1", "\"format\": 99"),
                good.replace("cores", "fewer cores"), good.replace("\"gigaflops\": 9", "\"gigaflops\": -9"),
                good.replace("\"size\": 64", "\"size\": \"large\""));
        for (String text : bad) {
            write(text);
            assertTrue(new CalibrationFile(file, Machine.description()).read().isEmpty(), text);
        }
        write(bad.get(4));
        multiply(router(provider), 64);
        assertFalse(new CalibrationFile(file, Machine.description()).read().orElseThrow().measurements().isEmpty());
    }

    @Test
    void newVersionsAndNewProvidersAreNotCovered() {
        FakeProvider provider = new FakeProvider("other", "1");
        calibrate("other", provider);
        CalibrationFile.Calibration kept = new CalibrationFile(file, Machine.description()).read().orElseThrow();
        assertTrue(kept.covers(Map.of("java", java.version(), "other", "1")));
        assertTrue(kept.covers(Map.of("java", java.version())));
        assertFalse(kept.covers(Map.of("java", java.version(), "other", "2")));
        assertFalse(kept.covers(Map.of("java", java.version(), "third", "1")));
    }

    @Test
    void unwritableFolderIsDoneWithout() throws Exception {
        Files.writeString(folder.resolve("var"), "a file where the folder should be");
        CalibrationFile unwritable = new CalibrationFile(file, Machine.description());
        unwritable.write(new CalibrationFile.Calibration(Map.of("java", "1"), List.of()));
        assertTrue(unwritable.read().isEmpty());
        assertTrue(Files.isRegularFile(folder.resolve("var")));
    }
}
