package org.stillpoint.blas.openblas.internal;

import org.stillpoint.api.blas.Diagonal;
import org.stillpoint.api.blas.Side;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;

/** The numbers and letters that CBLAS and LAPACKE call things by. */
final class Codes {
    static final int ROWS = 101;
    static final int COLUMNS = 102;

    private Codes() {
    }

    static int of(Transpose transpose) {
        return transpose == Transpose.NO ? 111 : 112;
    }

    static int of(Triangle triangle) {
        return triangle == Triangle.UPPER ? 121 : 122;
    }

    static int of(Diagonal diagonal) {
        return diagonal == Diagonal.STORED ? 131 : 132;
    }

    static int of(Side side) {
        return side == Side.LEFT ? 141 : 142;
    }

    static byte letter(Transpose transpose) {
        return (byte) (transpose == Transpose.NO ? 'N' : 'T');
    }

    /** The letter of the triangle that a row-major one is when it is read by columns. */
    static byte letterByColumns(Triangle triangle) {
        return (byte) (triangle == Triangle.UPPER ? 'L' : 'U');
    }
}
