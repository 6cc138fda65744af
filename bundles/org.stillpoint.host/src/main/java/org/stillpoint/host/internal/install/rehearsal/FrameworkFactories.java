package org.stillpoint.host.internal.install.rehearsal;

import java.security.CodeSource;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.FrameworkFactory;

/** Finds the factory of the very framework that is running. */
final class FrameworkFactories {

    private FrameworkFactories() {
    }

    /** The factory from the same jar as the running framework; else any that the framework's or the thread's loader sees. */
    static Optional<FrameworkFactory> find(BundleContext context) {
        Class<?> framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getClass();
        ClassLoader loader = framework.getClassLoader();
        Optional<FrameworkFactory> own = StreamSupport.stream(ServiceLoader.load(FrameworkFactory.class, loader).spliterator(), false)
                .filter(factory -> Objects.equals(source(factory.getClass()), source(framework))).findFirst();
        return own.or(() -> ServiceLoader.load(FrameworkFactory.class, loader).findFirst())
                .or(() -> ServiceLoader.load(FrameworkFactory.class).findFirst());
    }

    private static CodeSource source(Class<?> type) {
        return type.getProtectionDomain().getCodeSource();
    }
}
