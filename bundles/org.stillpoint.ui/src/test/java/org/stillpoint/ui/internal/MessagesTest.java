package org.stillpoint.ui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of all packages: each that is asked for is there, and none is there that nobody asks for. */
class MessagesTest {

    private static List<String> classes() throws Exception {
        Path root = Path.of(ViewIds.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().equals("Messages.class"))
                    .map(file -> root.relativize(file).toString().replaceAll("\\.class$", "").replace('/', '.').replace('\\', '.'))
                    .sorted().toList();
        }
    }

    @Test
    void everyTextIsThere() throws Exception {
        List<String> classes = classes();
        assertFalse(classes.isEmpty());
        for (String name : classes) {
            Class<?> messages = Class.forName(name);
            Set<String> fields = new TreeSet<>();
            for (Field field : messages.getDeclaredFields()) {
                if (field.getType() == String.class) {
                    field.setAccessible(true);
                    String text = (String) field.get(null);
                    assertFalse(text == null || text.isBlank() || text.startsWith("NLS missing"),
                            name + "." + field.getName() + ": " + text);
                    fields.add(field.getName());
                }
            }
            assertEquals(fields, new TreeSet<>(properties(messages).stringPropertyNames()), name);
        }
    }

    private static Properties properties(Class<?> messages) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = messages.getResourceAsStream("messages.properties")) {
            properties.load(in);
        }
        return properties;
    }
}
