package org.stillpoint.blas.openblas.internal;

import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.stillpoint.api.blas.Triangle;

/** Memory outside the heap that one operand is copied to, rows without gaps, and the result back from. */
final class NativeDoubles {
    /** Larger memory is given back after the call. */
    private static final long KEPT = 1L << 21;

    private DoublePointer pointer;
    private DoubleBuffer buffer;

    /** Memory for a number of entries, with any contents. */
    DoublePointer room(long count) {
        if (pointer == null || pointer.capacity() < count) {
            trim(0);
            pointer = new DoublePointer(count);
            buffer = (DoubleBuffer) pointer.asBuffer();
        }
        return pointer;
    }

    DoublePointer zeros(int count) {
        room(count);
        for (int i = 0; i < count; i++) {
            buffer.put(i, 0);
        }
        return pointer;
    }

    DoublePointer load(int rows, int columns, double[] source, int offset, int stride) {
        room((long) rows * columns);
        if (stride == columns) {
            buffer.put(0, source, offset, rows * columns);
        } else {
            for (int i = 0; i < rows; i++) {
                buffer.put(i * columns, source, offset + i * stride, columns);
            }
        }
        return pointer;
    }

    void store(int rows, int columns, double[] target, int offset, int stride) {
        store(0, rows, columns, target, offset, stride);
    }

    /** Stores rows that stand from a position on. */
    void store(int from, int rows, int columns, double[] target, int offset, int stride) {
        if (stride == columns) {
            buffer.get(from, target, offset, rows * columns);
        } else {
            for (int i = 0; i < rows; i++) {
                buffer.get(from + i * columns, target, offset + i * stride, columns);
            }
        }
    }

    void store(Triangle triangle, int n, double[] target, int offset, int stride) {
        for (int i = 0; i < n; i++) {
            int start = triangle == Triangle.UPPER ? i : 0;
            int end = triangle == Triangle.UPPER ? n : i + 1;
            buffer.get(i * n + start, target, offset + i * stride + start, end - start);
        }
    }

    void storeTransposed(int n, double[] target, int offset, int stride) {
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                target[offset + i * stride + j] = buffer.get(j * n + i);
            }
        }
    }

    double get(int position) {
        return buffer.get(position);
    }

    /** Gives back what is larger than a workspace may keep. */
    void trim() {
        trim(KEPT);
    }

    private void trim(long limit) {
        if (pointer != null && pointer.capacity() > limit) {
            pointer.close();
            pointer = null;
            buffer = null;
        }
    }
}
