package org.stillpoint.blas.support;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class NativeLibrariesTest {
    private static final String LIBRARY = "test-library";

    @Test
    void secondClassLoaderIsTurnedAway() throws Exception {
        URL classes = NativeLibraries.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader other = new URLClassLoader(new URL[] {classes}, null)) {
            Class<?> copy = other.loadClass(NativeLibraries.class.getName());
            assertNotSame(NativeLibraries.class, copy);
            NativeLibraries.claim(LIBRARY, NativeLibraries.class);
            assertDoesNotThrow(() -> NativeLibraries.claim(LIBRARY, WorkspacePool.class), "the same class loader again");
            IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> NativeLibraries.claim(LIBRARY, copy));
            assertTrue(refusal.getMessage().contains("another framework"));
            NativeLibraries.release(LIBRARY, copy);
            assertThrows(IllegalStateException.class, () -> NativeLibraries.claim(LIBRARY, copy), "only the holder gives it back");
            NativeLibraries.release(LIBRARY, NativeLibraries.class);
            assertDoesNotThrow(() -> NativeLibraries.claim(LIBRARY, copy));
            NativeLibraries.release(LIBRARY, copy);
        }
    }
}
