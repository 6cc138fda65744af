package org.stillpoint.host.internal.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.options.OptionException;
import org.stillpoint.host.internal.testing.TestFramework;

class BlasChoiceTest {

    private static final TypedOptions OPTIONS = new TypedOptions(Map.of("threads", 0L, "seed", 0L), Set.of());

    private static <B> B named(Class<B> type, String name, List<BlasProvider> providers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) ->
                switch (method.getName()) {
                    case "name" -> name;
                    case "providers" -> providers;
                    case "provider" -> providers.stream().filter(provider -> provider.name().equals(arguments[0])).findFirst();
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> name.hashCode();
                    case "toString" -> name;
                    default -> Optional.empty();
                }));
    }

    @Test
    void routerIsTheDefaultAndAProviderCanBePinned() throws Exception {
        BlasProvider java = named(BlasProvider.class, "java", List.of());
        BlasProvider openblas = named(BlasProvider.class, "openblas", List.of());
        BlasRouter router = named(BlasRouter.class, "router", List.of(java, openblas));
        HostThreads threads = new HostThreads();
        try (TestFramework framework = new TestFramework()) {
            BundleContext bundles = framework.context();
            ContextFactory contexts = new ContextFactory(bundles, threads);
            HostContext early = contexts.nested(OPTIONS);
            assertThrows(IllegalStateException.class, early::blas);
            assertThrows(OptionException.class, () -> contexts.blas("java"));
            ServiceReference<BlasRouter> reference = bundles.registerService(BlasRouter.class, router, null).getReference();
            contexts.setBlasRouter(reference);
            HostContext routed = contexts.nested(OPTIONS);
            assertEquals("none", routed.blasName());
            assertSame(router, routed.blas());
            assertEquals("router", routed.blasName());
            HostContext pinned = contexts.forRun(OPTIONS, new Interruption(), new ProgressRecorder(), null, contexts.blas("openblas"));
            assertSame(openblas, pinned.blas());
            String message = assertThrows(OptionException.class, () -> contexts.blas("mkl")).getMessage();
            assertEquals(List.of(true, true), Stream.of("java", "openblas").map(message::contains).toList());
            contexts.unsetBlasRouter(reference);
            assertThrows(IllegalStateException.class, contexts.nested(OPTIONS)::blas);
            assertEquals(Runtime.getRuntime().availableProcessors(), pinned.parallelism());
            assertThrows(IllegalStateException.class, pinned::interruption);
        } finally {
            threads.close();
        }
    }
}
