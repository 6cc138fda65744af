package org.stillpoint.blas.support;

/**
 * Sees to it that a native library is mapped once in a process, however many frameworks and class loaders there are: a library
 * that copies itself to a new file for every class loader would be mapped again each time and never be released. The claim is
 * a system property, the one thing that all class loaders share.
 */
public final class NativeLibraries {
    private static final String PREFIX = "stillpoint.native.";

    private NativeLibraries() {
    }

    /**
     * Claims a library for the class loader of the classes that its native methods belong to. That class loader may claim it
     * again.
     *
     * @param library the name, {@code jblas}
     * @param owner a class of the library's own
     * @throws IllegalStateException if another class loader of this process has it
     */
    public static void claim(String library, Class<?> owner) {
        String claim = claimOf(owner);
        Object holder = System.getProperties().putIfAbsent(PREFIX + library, claim);
        if (holder != null && !holder.equals(claim)) {
            throw new IllegalStateException(
                    library + " is in use by another framework of this process, and is not mapped a second time");
        }
    }

    /** Gives a claim back, of a library that could not be loaded. */
    public static void release(String library, Class<?> owner) {
        System.getProperties().remove(PREFIX + library, claimOf(owner));
    }

    private static String claimOf(Class<?> owner) {
        return "loader-" + Integer.toHexString(System.identityHashCode(owner.getClassLoader()));
    }
}
