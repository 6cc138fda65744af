package org.stillpoint.numerics.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A loop over vectors that is compiled by itself, never as a part of the methods that call it.
 *
 * <p>The compiler keeps vectors in registers where it inlines all operations on them at once. When a compilation has some 18000 nodes,
 * which about forty operations make, it puts off inlining, does not know the classes of vectors any more, and may leave them on the heap.
 * Within a caller, a loop would share these nodes with whatever else the caller does, the more the more of that was already run. So the
 * loop is called by a method handle, and the handle is in an instance field, which the compiler does not take for a constant: it cannot
 * inline what it does not know.
 */
final class SeparateLoop {

    private static final MethodType DOUBLES =
            MethodType.methodType(void.class, double[].class, int.class, double[].class, int.class, int.class);
    private static final MethodType FLOATS =
            MethodType.methodType(void.class, float[].class, int.class, float[].class, int.class, int.class);
    private static final MethodType GATES = MethodType.methodType(void.class, float[].class, int.class, float[].class, int.class, int.class,
            float[].class, int.class, float[].class, int.class, int.class, int.class, int.class);

    private final MethodHandle loop;

    private SeparateLoop(MethodHandle loop) {
        this.loop = loop;
    }

    /** The static method of this name in the lookup's class, with the parameters of {@link #run(double[], int, double[], int, int)}. */
    static SeparateLoop ofDoubles(MethodHandles.Lookup lookup, String name) {
        return find(lookup, name, DOUBLES);
    }

    /** The static method of this name in the lookup's class, with the parameters of {@link #run(float[], int, float[], int, int)}. */
    static SeparateLoop ofFloats(MethodHandles.Lookup lookup, String name) {
        return find(lookup, name, FLOATS);
    }

    /** The static method of this name in the lookup's class, with the parameters of {@link GateKernelSet#gatedStep}. */
    static SeparateLoop ofGates(MethodHandles.Lookup lookup, String name) {
        return find(lookup, name, GATES);
    }

    private static SeparateLoop find(MethodHandles.Lookup lookup, String name, MethodType type) {
        try {
            return new SeparateLoop(lookup.findStatic(lookup.lookupClass(), name, type));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    void run(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        try {
            loop.invokeExact(x, xOffset, result, resultOffset, length);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a loop throws no checked exception", e);
        }
    }

    void run(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        try {
            loop.invokeExact(x, xOffset, result, resultOffset, length);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a loop throws no checked exception", e);
        }
    }

    void run(float[] gates, int gateOffset, float[] drive, int driveOffset, int stride, float[] h, int hOffset, float[] next,
            int nextOffset, int stateStride, int length, int lanes) {
        try {
            loop.invokeExact(gates, gateOffset, drive, driveOffset, stride, h, hOffset, next, nextOffset, stateStride, length, lanes);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a loop throws no checked exception", e);
        }
    }
}
