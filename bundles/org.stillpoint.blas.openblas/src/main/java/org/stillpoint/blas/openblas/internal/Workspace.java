package org.stillpoint.blas.openblas.internal;

/** The memory outside the heap of one call in double precision. */
final class Workspace {
    final NativeDoubles first = new NativeDoubles();
    final NativeDoubles second = new NativeDoubles();
    final NativeDoubles third = new NativeDoubles();

    void trim() {
        first.trim();
        second.trim();
        third.trim();
    }
}
