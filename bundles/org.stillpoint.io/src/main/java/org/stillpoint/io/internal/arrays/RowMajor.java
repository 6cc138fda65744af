package org.stillpoint.io.internal.arrays;

import java.lang.reflect.Array;
import org.stillpoint.api.data.NamedArray;

/** Conversions of arrays. */
public final class RowMajor {

    private RowMajor() {
    }

    /** The values of a column-major array (first index fastest) in row-major order (last index fastest). */
    static Object fromColumnMajor(Object values, int[] shape) {
        int length = Array.getLength(values);
        Object result = Array.newInstance(values.getClass().getComponentType(), length);
        int[] index = new int[shape.length];
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int i = 0; i < shape.length; i++) {
            strides[i] = stride;
            stride *= shape[i];
        }
        int source = 0;
        for (int target = 0; target < length; target++) {
            System.arraycopy(values, source, result, target, 1);
            for (int i = shape.length - 1; i >= 0; i--) {
                source += strides[i];
                if (++index[i] < shape[i]) {
                    break;
                }
                source -= strides[i] * shape[i];
                index[i] = 0;
            }
        }
        return result;
    }

    /** The values as doubles; the same array if they are. */
    public static double[] doubles(NamedArray array) {
        Object values = array.values();
        if (values instanceof double[] doubles) {
            return doubles;
        }
        double[] result = new double[array.length()];
        for (int i = 0; i < result.length; i++) {
            result[i] = Array.getDouble(values, i);
        }
        return result;
    }
}
