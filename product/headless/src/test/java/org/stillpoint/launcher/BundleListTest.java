package org.stillpoint.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleListTest {

    @TempDir
    private Path folder;
    private Path bundles;
    private Path list;

    @BeforeEach
    void createFolder() throws IOException {
        bundles = Files.createDirectory(folder.resolve("bundles"));
        list = folder.resolve("bundles.list");
        for (String name : List.of("a-1.0.jar", "a.b-2.0.0-SNAPSHOT.jar", "notes.txt")) {
            Files.createFile(bundles.resolve(name));
        }
    }

    private List<BundleList.Entry> read(String content) throws IOException {
        Files.writeString(list, content);
        return BundleList.read(list, bundles);
    }

    private String refusal(String content) {
        return assertThrows(IOException.class, () -> read(content)).getMessage();
    }

    @Test
    void namesStandForFilesOfAnyVersion() throws IOException {
        assertEquals(List.of(new BundleList.Entry(2, bundles.resolve("a.b-2.0.0-SNAPSHOT.jar")),
                new BundleList.Entry(1, bundles.resolve("a-1.0.jar"))), read("# remark\n\n2 a.b\n 1  a # another\n"));
    }

    @Test
    void anOptionalBundleMayBeMissing() throws IOException {
        assertEquals(2, read("1 a\n1 a.b optional\n1 c optional\n").size());
        assertTrue(refusal("1 a\n1 a.b\n1 c mandatory\n").contains("bundles.list:3: expected a start level"));
    }

    @Test
    void whatDoesNotAgreeIsRefusedWithItsPlace() throws IOException {
        assertTrue(refusal("1 a\n1 a.b\n1 c\n").contains("bundles.list:3: expected one file c-VERSION.jar, found []"));
        assertTrue(refusal("1 a\n").contains("does not name [a.b-2.0.0-SNAPSHOT.jar]"));
        assertTrue(refusal("1 a\na.b\n").contains("bundles.list:2: expected a start level"));
        assertTrue(refusal("0 a\n").contains("bundles.list:1: expected a start level"));
        Files.createFile(bundles.resolve("a-1.1.jar"));
        assertTrue(refusal("1 a\n1 a.b\n").contains("bundles.list:1: expected one file a-VERSION.jar, found"));
    }
}
