package org.stillpoint.host.internal.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.host.internal.testing.TestFramework.solver;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.options.OptionException;
import org.stillpoint.api.options.OptionKind;
import org.stillpoint.api.run.SolverHandle;
import org.stillpoint.host.internal.registry.sample.ConfiguredSolver;
import org.stillpoint.host.internal.registry.sample.SampleSolver;
import org.stillpoint.host.internal.testing.SquareRoots;
import org.stillpoint.host.internal.testing.SquareRoots.Roots;
import org.stillpoint.host.internal.testing.TestFramework;
import org.stillpoint.host.internal.testing.TestSolver;

class MetatypeOptionsTest {

    private static final SquareRoots PROBLEM = new SquareRoots(2);

    private static TestFramework framework;
    private static Bundle generated;

    /** The documents are those that the build really makes of option annotations. */
    @BeforeAll
    static void start() throws Exception {
        framework = new TestFramework();
        try (Builder builder = new Builder()) {
            builder.addClasspath(Path.of(SampleSolver.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile());
            builder.setPrivatePackage(SampleSolver.class.getPackageName());
            Jar jar = builder.build();
            Attributes headers = jar.getManifest().getMainAttributes();
            headers.keySet().removeIf(name -> name.toString().matches("Import-Package|Private-Package|Require-Capability"));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            jar.write(bytes);
            generated = framework.context().installBundle("test.sample", new ByteArrayInputStream(bytes.toByteArray()));
        }
        generated.start();
    }

    @AfterAll
    static void stop() throws Exception {
        framework.close();
    }

    private static OptionDeclaration declared(String name) {
        return MetatypeOptions.of(generated).designatedTo(SampleSolver.class.getName()).stream()
                .filter(option -> option.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void everyKindIsReadWithItsRange() {
        assertEquals(new OptionDeclaration("tolerance", OptionKind.NUMBER, 1e-6, "1e-15", "0.1", List.of(), "residual to reach"),
                declared("tolerance"));
        assertEquals("an integer from 0 to 2147483647", declared("maxIterations").range());
        assertEquals(10_000L, declared("maxIterations").standard());
        assertEquals("an integer", declared("budget").range());
        assertEquals(true, declared("newton").standard());
        assertEquals("FILL_REDUCING", declared("ordering").standard());
        assertEquals("one of NATURAL, FILL_REDUCING", declared("ordering").range());
        assertEquals(OptionKind.TEXT, declared("comment").kind());
        assertEquals("a, b \\ c", declared("comment").standard());
        assertEquals(List.of(), MetatypeOptions.of(generated).designatedTo("somebody.else"));
    }

    @Test
    void solverGetsItsOptionsTypedAndAnswersStrictly() throws Exception {
        try (RegistryFixture fixture = new RegistryFixture(framework.context())) {
            var registration = solver(generated, SampleSolver.class.getName(), new SampleSolver());
            SolverHandle handle = fixture.registry.solver(SampleSolver.class.getName());
            assertArrayEquals(new double[] {1e-6, 10_000, -5, 1, 1, 8}, handle.solve(PROBLEM, Roots.class, Map.of()).value().x());
            assertArrayEquals(new double[] {1e-3, 7, 8, 0, 0, 1}, handle.solve(PROBLEM, Roots.class, Map.of("tolerance", "1e-3",
                    "maxIterations", 7, "budget", 8L, "newton", "off", "ordering", "natural", "comment", "x")).value().x());
            assertEquals("option tolerance is '2'; expected a number from 1e-15 to 0.1", refusal(handle, Map.of("tolerance", 2)));
            assertEquals("there is no option tolerence; the nearest is tolerance", refusal(handle, Map.of("tolerence", 1e-3)));
            assertTrue(refusal(handle, Map.of("maxIterations", 3_000_000_000L)).contains("2147483647"));
            assertTrue(refusal(handle, Map.of("ordering", "RANDOM")).contains("NATURAL, FILL_REDUCING"));
            registration.unregister();
        }
    }

    @Test
    void optionsAreFoundUnderTheComponentsOwnPid() throws Exception {
        assertEquals(List.of("test.configuration"), ConfigurationPids.of(generated).of("test.configured"));
        assertEquals(List.of(SampleSolver.class.getName()), ConfigurationPids.of(generated).of(SampleSolver.class.getName()));
        assertEquals(List.of(), MetatypeOptions.of(generated).designatedTo("test.configured"));
        try (RegistryFixture fixture = new RegistryFixture(framework.context())) {
            var registration = solver(generated, "test.configured", new ConfiguredSolver());
            SolverHandle handle = fixture.registry.solver("test.configured");
            assertEquals(7, handle.solve(PROBLEM, Roots.class, Map.of("maxIterations", 7)).value().x()[1]);
            registration.unregister();
        }
    }

    private static String refusal(SolverHandle handle, Map<String, ?> options) {
        return assertThrows(OptionException.class, () -> handle.solve(PROBLEM, Roots.class, options)).getMessage();
    }

    @Test
    void optionsOfAnotherTypeAreRefused() throws Exception {
        try (RegistryFixture fixture = new RegistryFixture(framework.context())) {
            var registration = solver(generated, SampleSolver.class.getName(), TestSolver.of((problem, context) -> {
                SampleSolver.foreignOptions(context);
                return null;
            }));
            SolverHandle handle = fixture.registry.solver(SampleSolver.class.getName());
            String message = assertThrows(IllegalArgumentException.class, () -> handle.solve(PROBLEM, Roots.class, Map.of())).getMessage();
            assertTrue(message.contains("java.lang.Deprecated") && message.contains("tolerance"), message);
            registration.unregister();
        }
    }

    /** The dispatch includes reading two options, as nearly every solver does. */
    @Test
    void typedOptionsCostLittleOnceConverted() throws Exception {
        try (RegistryFixture fixture = new RegistryFixture(framework.context())) {
            var registration = solver(generated, SampleSolver.class.getName(), new SampleSolver());
            SolverHandle handle = fixture.registry.solver(SampleSolver.class.getName());
            double least = Double.POSITIVE_INFINITY;
            for (int batch = 0; batch < 20; batch++) {
                long before = System.nanoTime();
                for (int i = 0; i < 10_000; i++) {
                    handle.solve(PROBLEM, Roots.class, Map.of("maxIterations", 100));
                }
                least = Math.min(least, (System.nanoTime() - before) * 1e-7);
            }
            System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, "dispatch with six options read: {0} us", least);
            assertTrue(least < 20, least + " us");
            registration.unregister();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <AD id='x' type='Integer' default='1' cardinality='3'/>        | option x is a list; expected a single value
            <AD id='x' type='Integer'/>                                    | option x has no default
            <AD id='x' type='Integer' default='5' min='7'/>                | the default of option x is '5'; expected an integer from 7
            <AD id='x' type='Complex' default='5'/>                        | option x has the unknown type Complex
            <AD type='Integer' default='5'/>                               | AD lacks the attribute id
            <AD id='x' type='Integer' default='1' min='low'/>              | low
            <AD id='x' type='Integer' default='1'>                         | must be terminated by the matching end-tag
            """)
    void malformedDocumentsAreNamed(String attribute, String expected) throws Exception {
        String document = "<m:MetaData xmlns:m='http://www.osgi.org/xmlns/metatype/v1.4.0'><OCD id='o' name='o'>" + attribute
                + "</OCD><Designate pid='p'><Object ocdref='o'/></Designate></m:MetaData>";
        Bundle bundle = framework.install("test.malformed", "1.0.0", Map.of("OSGI-INF/metatype/options.xml", document));
        bundle.start();
        String message = assertThrows(IllegalArgumentException.class, () -> MetatypeOptions.of(bundle)).getMessage();
        assertTrue(message.contains("OSGI-INF/metatype/options.xml") && message.contains(expected), message);
        bundle.uninstall();
    }

    @Test
    void entitiesAreNotRead() throws Exception {
        String document = "<!DOCTYPE m [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><m>&e;</m>";
        Bundle bundle = framework.install("test.entity", "1.0.0", Map.of("OSGI-INF/metatype/options.xml", document));
        bundle.start();
        assertThrows(IllegalArgumentException.class, () -> MetatypeOptions.of(bundle));
        bundle.uninstall();
    }
}
