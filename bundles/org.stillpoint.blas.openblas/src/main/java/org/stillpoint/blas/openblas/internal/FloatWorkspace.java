package org.stillpoint.blas.openblas.internal;

/** The memory outside the heap of one call in single precision. */
final class FloatWorkspace {
    final NativeFloats first = new NativeFloats();
    final NativeFloats second = new NativeFloats();
    final NativeFloats third = new NativeFloats();

    void trim() {
        first.trim();
        second.trim();
        third.trim();
    }
}
