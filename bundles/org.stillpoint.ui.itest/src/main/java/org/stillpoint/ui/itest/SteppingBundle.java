package org.stillpoint.ui.itest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.stillpoint.ui.itest.stepping.FailingSolver;
import org.stillpoint.ui.itest.stepping.SlowSolver;

/** A bundle of a family of two solvers, made as its author would: one that steps slowly, and one that fails. */
final class SteppingBundle {

    /** The name of the family, and the symbolic name of the bundle. */
    static final String FAMILY = "stepping";
    /** The id of the solver that steps slowly. */
    static final String SLOW = "stepping.slow";
    /** The id of the solver that fails. */
    static final String FAILING = "stepping.failing";

    private SteppingBundle() {
    }

    static Path write(Path file) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", FAMILY);
        attributes.putValue("Bundle-Version", "1.0.0");
        attributes.putValue("Import-Package", "org.ejml.data,org.stillpoint.api,org.stillpoint.api.data,org.stillpoint.api.problem");
        attributes.putValue("Service-Component", "OSGI-INF/slow.xml,OSGI-INF/failing.xml");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Class<?> type : List.of(SlowSolver.class, FailingSolver.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    add(jar, name, in.readAllBytes());
                }
            }
            add(jar, "OSGI-INF/slow.xml", component(SlowSolver.class, SLOW, "Steps of a millisecond"));
            add(jar, "OSGI-INF/failing.xml", component(FailingSolver.class, FAILING, "Six good steps"));
        }
        return file;
    }

    private static byte[] component(Class<?> type, String id, String title) {
        return """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
                  <implementation class="%1$s"/>
                  <service><provide interface="org.stillpoint.api.Solver"/></service>
                  <property name="solver.id" value="%2$s"/>
                  <property name="solver.family" value="%3$s"/>
                  <property name="solver.problem" value="linear-program"/>
                  <property name="solver.title" value="%4$s"/>
                </scr:component>
                """.formatted(type.getName(), id, FAMILY, title).getBytes(StandardCharsets.UTF_8);
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(content);
    }
}
