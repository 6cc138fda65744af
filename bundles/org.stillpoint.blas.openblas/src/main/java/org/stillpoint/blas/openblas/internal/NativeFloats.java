package org.stillpoint.blas.openblas.internal;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** {@link NativeDoubles} in single precision. */
final class NativeFloats {
    private static final long KEPT = 1L << 22;

    private FloatPointer pointer;
    private FloatBuffer buffer;

    FloatPointer room(long count) {
        if (pointer == null || pointer.capacity() < count) {
            trim(0);
            pointer = new FloatPointer(count);
            buffer = (FloatBuffer) pointer.asBuffer();
        }
        return pointer;
    }

    FloatPointer zeros(int count) {
        room(count);
        for (int i = 0; i < count; i++) {
            buffer.put(i, 0);
        }
        return pointer;
    }

    FloatPointer load(int rows, int columns, float[] source, int offset, int stride) {
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

    void store(int rows, int columns, float[] target, int offset, int stride) {
        if (stride == columns) {
            buffer.get(0, target, offset, rows * columns);
        } else {
            for (int i = 0; i < rows; i++) {
                buffer.get(i * columns, target, offset + i * stride, columns);
            }
        }
    }

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
