package org.stillpoint.itest.toy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.stillpoint.api.Problem;
import org.stillpoint.plot.ResultViewer;

/** A bundle of one component, compiled from its source while tests run. */
public final class CompiledBundle {

    private static final String COMPONENT = "OSGI-INF/component.xml";

    private CompiledBundle() {
    }

    /** Compiles a class, and installs a bundle that publishes it as a service with a property. */
    public static Bundle install(BundleContext context, String name, String source, String service, String property, String value)
            throws IOException, BundleException {
        Path folder = Files.createTempDirectory("compiled");
        try {
            return context.installBundle(name, new ByteArrayInputStream(jar(compile(folder, name, source), name, service, property,
                    value)));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path compile(Path folder, String name, String source) throws IOException {
        Path file = folder.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java");
        Files.writeString(file, source);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = Stream.of(Problem.class, ResultViewer.class).map(CompiledBundle::jarOf)
                .collect(Collectors.joining(File.pathSeparator));
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        List<String> arguments = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath, file.toString());
        if (compiler.run(null, messages, messages, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalArgumentException(messages.toString(StandardCharsets.UTF_8));
        }
        return classes;
    }

    /** Where the framework has a bundle from; an Eclipse product names its bundles by their places in its folder. */
    private static String jarOf(Class<?> type) {
        Bundle bundle = FrameworkUtil.getBundle(type);
        String location = bundle.getLocation().replaceFirst("^(initial@)?reference:", "").replaceFirst("^file:", "");
        String product = bundle.getBundleContext().getProperty("osgi.install.area");
        Path folder = Path.of(product == null ? "" : product.replaceFirst("^file:", ""));
        return folder.resolve(location).toString();
    }

    private static byte[] jar(Path classes, String name, String service, String property, String value) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name.substring(0, name.lastIndexOf('.')));
        attributes.putValue("Import-Package", "org.stillpoint.api,org.stillpoint.api.data,org.stillpoint.plot");
        attributes.putValue("Service-Component", COMPONENT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest); Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, jar);
            }
            jar.putNextEntry(new ZipEntry(COMPONENT));
            jar.write("""
                    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
                      <implementation class="%1$s"/>
                      <service><provide interface="%2$s"/></service>
                      <property name="%3$s" value="%4$s"/>
                    </scr:component>
                    """.formatted(name, service, property, value).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
