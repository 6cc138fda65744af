package org.stillpoint.host.internal.install;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.osgi.framework.launch.FrameworkFactory;

/** The frameworks that a host runs on. Each has a class loader of its own, because their jars hold the same packages. */
enum FrameworkKind {

    /** Apache Felix. */
    FELIX("org.apache.felix.framework"),
    /** Eclipse Equinox. */
    EQUINOX("org.eclipse.osgi");

    private final String artifact;

    FrameworkKind(String artifact) {
        this.artifact = artifact;
    }

    /** The framework's factory. */
    FrameworkFactory factory() {
        try {
            URL jar = TestBundles.onClassPath(artifact).toUri().toURL();
            ClassLoader loader = new URLClassLoader(new URL[] {jar}, new CoreLoader());
            return ServiceLoader.load(FrameworkFactory.class, loader).findFirst().orElseThrow();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Shows the Java platform and the framework API that the tests speak. */
    private static final class CoreLoader extends ClassLoader {

        private static final Pattern SHARED = Pattern.compile("org\\.osgi\\.(framework|resource|dto)\\..*");

        CoreLoader() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (SHARED.matcher(name).matches()) {
                return FrameworkKind.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
