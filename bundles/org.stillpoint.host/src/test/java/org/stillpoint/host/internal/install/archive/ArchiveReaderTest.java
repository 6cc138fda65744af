package org.stillpoint.host.internal.install.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderTest {

    private static final String DOCUMENT = "{\"id\": \"g:demo:1.2-rc1\", \"bundles\": [{\"id\": \"g:late:1\", \"start-order\": 9},"
            + " {\"id\": \"g:early:2\", \"start-order\": 1}]}";
    @TempDir
    private Path folder;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    @BeforeEach
    void makeEntries() throws IOException {
        entries.put("feature.json", DOCUMENT.getBytes(StandardCharsets.UTF_8));
        entries.put("bundles/late-1.jar", bundle("demo.late", "1.0.0"));
        entries.put("bundles/early-2.jar", bundle("demo.early;singleton:=true", "2.0.0"));
    }

    private static byte[] bundle(String symbolicName, String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", symbolicName);
        manifest.getMainAttributes().putValue("Bundle-Version", version);
        manifest.getMainAttributes().putValue("Import-Package", "a;b;version=\"[1,2)\",c;resolution:=optional");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }

    private String sums() throws IOException {
        StringBuilder sums = new StringBuilder();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            Path copy = Files.write(folder.resolve("entry"), entry.getValue());
            sums.append(Checksums.of(copy)).append("  ").append(entry.getKey()).append('\n');
        }
        return sums.toString();
    }

    private Path zip(String sums) throws IOException {
        Path file = folder.resolve("demo.solver");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
            zip.putNextEntry(new ZipEntry(Checksums.LIST));
            zip.write(sums.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private Feature read(Path file) throws RefusedException, IOException {
        return ArchiveReader.read(file, "demo.solver", Files.createTempDirectory(folder, "unpacked"));
    }

    private void refused(Path file, String words) {
        String reason = assertThrows(RefusedException.class, () -> read(file)).getMessage();
        assertTrue(reason.contains(words), reason);
    }

    @Test
    void anArchiveIsReadInTheOrderOfItsStart() throws Exception {
        Feature feature = read(zip(sums()));
        assertEquals("demo 1.2.0.rc1", feature.label());
        assertEquals("demo.early 2.0.0", feature.bundles().get(0).label());
        assertEquals("demo.late 1.0.0", feature.bundles().get(1).label());
        assertEquals("[1,2)", feature.bundles().get(0).imports().get(0).parameters().get("version"));
        assertEquals("optional", feature.bundles().get(0).imports().get(1).parameters().get("resolution:"));
    }

    @Test
    void theDigestIsThatOfTheContentHoweverItWasPacked() throws Exception {
        String digest = read(zip(sums())).digest();
        String[] lines = sums().split("\n");
        Map<String, byte[]> turned = new LinkedHashMap<>();
        turned.put("bundles/early-2.jar", entries.remove("bundles/early-2.jar"));
        turned.putAll(entries);
        entries.clear();
        entries.putAll(turned);
        assertEquals(digest, read(zip(lines[2] + "\n" + lines[0] + "\n" + lines[1])).digest());
        entries.put("LICENSE", new byte[] {1});
        assertTrue(!digest.equals(read(zip(sums())).digest()));
    }

    @Test
    void everyTruncationIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(zip(sums()));
        for (int length = 0; length < whole.length; length += 1 + whole.length / 97) {
            Path part = Files.write(folder.resolve("part"), Arrays.copyOf(whole, length));
            assertThrows(RefusedException.class, () -> read(part), "length " + length);
        }
    }

    /** A flipped bit is either found or, in the zip's own bookkeeping, without effect: it never changes what is installed. */
    @Test
    void noFlippedBitChangesWhatIsRead() throws Exception {
        byte[] whole = Files.readAllBytes(zip(sums()));
        String digest = read(folder.resolve("demo.solver")).digest();
        Random random = new Random(7);
        for (int trial = 0; trial < 300; trial++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(folder.resolve("damaged"), damaged);
            try {
                assertEquals(digest, read(file).digest());
            } catch (RefusedException refused) {
                assertTrue(refused.getMessage().length() > 10);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.jar", "/etc/evil", "bundles/../../evil", "a\\..\\evil", "C:evil"})
    void anEntryThatLeadsOutIsRefused(String name) throws Exception {
        entries.put(name, new byte[] {1});
        refused(zip(sums()), "which leads out of the archive");
    }

    @Test
    void missingUnlistedAndDoubledEntriesAreRefused() throws Exception {
        String sums = sums();
        refused(zip(sums + "0".repeat(64) + "  bundles/absent.jar\n"), "lacks the entry bundles/absent.jar");
        entries.put("more.txt", new byte[] {1});
        refused(zip(sums), "has the entry more.txt that SHA256SUMS does not list");
        entries.put("MORE.txt", new byte[] {1});
        refused(zip(sums()), "twice");
    }

    @Test
    void aDocumentThatAsksForMoreIsRefused() throws Exception {
        entries.remove("bundles/late-1.jar");
        refused(zip(sums()), "lacks the entry bundles/late-1.jar that feature.json asks for");
    }

    @Test
    void aListThatIsNoneIsRefused() throws Exception {
        refused(zip("all is well\n"), "SHA256SUMS has the line 'all is well'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"id\": 3, \"bundles\": [\"a:b:1\"]}", "{\"id\": \"a:b:1\"}",
        "{\"id\": \"a:b:1\", \"bundles\": []}",
        "{\"id\": \"a:b\", \"bundles\": [\"a:b:1\"]}", "{\"id\": \"a:..:1\", \"bundles\": [\"a:b:1\"]}",
        "{\"id\": \"a:b:1\", \"bundles\": [{\"id\": \"a:b:../1\"}]}",
        "{\"id\": \"a:b:1\", \"bundles\": [\"a:b:1\"], \"configurations\": 5}",
        "{\"id\": \"a:b:1\", \"bundles\": [\"a:b:1\"], \"configurations\": {\"p\": {\"x:Complex\": 1}}}"})
    void aDocumentThatIsWrongIsRefused(String document) throws Exception {
        entries.put("feature.json", document.getBytes(StandardCharsets.UTF_8));
        refused(zip(sums()), "feature.json cannot be read: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1=1.0.0", "1.2=1.2.0", "1.2.3=1.2.3", "0.1.0-SNAPSHOT=0.1.0.SNAPSHOT", "2.4.240=2.4.240",
        "1.2.3.Final=1.2.3.Final", "1-rc.1=1.0.0.rc_1", "r07=0.0.0.r07"})
    void mavenVersionsBecomeThoseOfBundles(String pair) {
        String[] parts = pair.split("=");
        assertEquals(parts[1], Coordinates.parse("g:a:" + parts[0]).osgiVersion().toString());
    }

    @Test
    void configurationValuesHaveTheTypesTheyAskFor() throws Exception {
        FeatureDocument document = FeatureDocument.parse(("{\"id\": \"a:b:1\", \"bundles\": [\"a:b:1\"], \"configurations\": {\"p\": {"
                + "\"i:Integer\": 3, \"l\": 4, \"d:Double\": \"1e-6\", \"f\": 0.5, \"t\": true, \"s\": \"x\", \"a:Integer[]\": [1, 2]}}}")
                .getBytes(StandardCharsets.UTF_8));
        Map<String, Object> values = document.configurations().get("p");
        assertEquals(3, values.get("i"));
        assertEquals(4L, values.get("l"));
        assertEquals(1e-6, values.get("d"));
        assertEquals(0.5, values.get("f"));
        assertEquals(true, values.get("t"));
        assertEquals("x", values.get("s"));
        assertEquals(List.of(1, 2), Arrays.asList((Integer[]) values.get("a")));
    }
}
