package org.stillpoint.numerics.internal;

/**
 * Products of a matrix with vectors on vector registers, cut into tiles of the result. Registers run over the rows of the matrix where
 * vectors are few or stand one after the other, and over the vectors of wide panels.
 */
final class SimdProductLoops {

    private static final int LANES = SimdProductTiles.LANES;
    private static final int BLOCK = ProductKernels.BLOCK;
    /** So many columns of a block, and as many rows of a panel, stay in the second cache. */
    private static final int DEPTH = 256;
    /** From here on it is better to read the matrix in its order and to transpose what is read and written. */
    private static final int MANY_COLUMNS = 512;
    private static final int MULTIPLE = ProductKernels.MULTIPLE;

    private SimdProductLoops() {
    }

    /** Adds the products with vectors whose components are at distances {@code hStep}. */
    static void addVectors(double[] w, int rows, int columns, double[] h, int hOffset, int hStride, int hStep, int count, double[] c,
            int cOffset, int cStride, double[] room) {
        int step = count == 1 ? columns : DEPTH;
        for (int first = 0; first < columns; first += step) {
            int depth = Math.min(step, columns - first);
            int source = hOffset + first * hStep;
            for (int block = 0; block < rows; block += BLOCK) {
                int used = Math.min(BLOCK, rows - block);
                int width = (used + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
                int factors = block * columns + first * width;
                addBlock(w, factors, width, used, depth, h, source, hStride, hStep, count, c, cOffset + block, cStride);
                int whole = used / LANES * LANES;
                for (int lane = 0; lane < count && whole < used; lane++) {
                    int target = cOffset + lane * cStride + block + whole;
                    System.arraycopy(c, target, room, 0, used - whole);
                    SimdProductTiles.oneRegister(w, factors + whole, width, depth, h, source + lane * hStride, hStep, room, 0);
                    System.arraycopy(room, 0, c, target, used - whole);
                }
            }
        }
    }

    /** The rows of a block that fill whole registers. */
    private static void addBlock(double[] w, int wOffset, int width, int used, int columns, double[] h, int hOffset, int hStride, int hStep,
            int count, double[] c, int cOffset, int cStride) {
        int lane = 0;
        for (; lane <= count - 4 && SimdProductTiles.MANY_REGISTERS; lane += 4) {
            int source = hOffset + lane * hStride;
            int target = cOffset + lane * cStride;
            int row = 0;
            for (; row <= used - 4 * LANES; row += 4 * LANES) {
                SimdProductTiles.fourByFour(w, wOffset + row, width, columns, h, source, hStride, hStep, c, target + row, cStride);
            }
            for (; row <= used - LANES; row += LANES) {
                SimdProductTiles.oneByFour(w, wOffset + row, width, columns, h, source, hStride, hStep, c, target + row, cStride);
            }
        }
        for (; lane <= count - 2; lane += 2) {
            int source = hOffset + lane * hStride;
            int target = cOffset + lane * cStride;
            int row = 0;
            for (; row <= used - 4 * LANES; row += 4 * LANES) {
                SimdProductTiles.fourByTwo(w, wOffset + row, width, columns, h, source, hStride, hStep, c, target + row, cStride);
            }
            for (; row <= used - LANES; row += LANES) {
                SimdProductTiles.oneByTwo(w, wOffset + row, width, columns, h, source, hStride, hStep, c, target + row, cStride);
            }
        }
        for (; lane < count; lane++) {
            int source = hOffset + lane * hStride;
            int target = cOffset + lane * cStride;
            int row = 0;
            for (; row <= used - 8 * LANES; row += 8 * LANES) {
                SimdProductTiles.eightRegisters(w, wOffset + row, width, columns, h, source, hStep, c, target + row);
            }
            for (; row <= used - 4 * LANES; row += 4 * LANES) {
                SimdProductTiles.fourRegisters(w, wOffset + row, width, columns, h, source, hStep, c, target + row);
            }
            for (; row <= used - LANES; row += LANES) {
                SimdProductTiles.oneRegister(w, wOffset + row, width, columns, h, source, hStep, c, target + row);
            }
        }
    }

    static void addPanel(double[] w, int rows, int columns, double[] h, int hOffset, int lanes, double[] c, int cOffset, double[] room) {
        int multiple = columns < MANY_COLUMNS ? LANES : 4 * LANES;
        int whole = lanes / multiple * multiple;
        for (int first = 0; first < columns && whole > 0; first += DEPTH) {
            int depth = Math.min(DEPTH, columns - first);
            for (int block = 0; block < rows; block += BLOCK) {
                int used = Math.min(BLOCK, rows - block);
                int width = (used + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
                addWholeRegisters(w, block * columns + first * width, width, used, depth, h, hOffset + first * lanes, lanes,
                        whole, c, cOffset + block * lanes);
            }
        }
        for (int block = 0; block < rows; block += BLOCK) {
            int used = Math.min(BLOCK, rows - block);
            int width = (used + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
            for (int lane = whole; lane < lanes; lane += MULTIPLE) {
                int count = Math.min(MULTIPLE, lanes - lane);
                int target = cOffset + block * lanes + lane;
                transpose(c, target, lanes, used, room, width, count);
                addBlock(w, block * columns, width, width, columns, h, hOffset + lane, 1, lanes, count, room, 0, width);
                transposeBack(room, width, count, used, c, target, lanes);
            }
        }
    }

    private static void addWholeRegisters(double[] w, int wOffset, int width, int used, int depth, double[] h, int hOffset, int lanes,
            int whole, double[] c, int cOffset) {
        int lane = 0;
        for (; lane <= whole - 4 * LANES && SimdProductTiles.MANY_REGISTERS; lane += 4 * LANES) {
            int row = 0;
            for (; row <= used - 4; row += 4) {
                SimdProductTiles.fourRowsByFour(w, wOffset + row, width, depth, h, hOffset + lane, lanes, c, cOffset + row * lanes + lane);
            }
            for (; row < used; row++) {
                for (int part = lane; part < lane + 4 * LANES; part += LANES) {
                    SimdProductTiles.oneRow(w, wOffset + row, width, depth, h, hOffset + part, lanes, c, cOffset + row * lanes + part);
                }
            }
        }
        for (; lane <= whole - 2 * LANES; lane += 2 * LANES) {
            int row = 0;
            for (; row <= used - 4; row += 4) {
                SimdProductTiles.fourRowsByTwo(w, wOffset + row, width, depth, h, hOffset + lane, lanes, c, cOffset + row * lanes + lane);
            }
            for (; row < used; row++) {
                SimdProductTiles.oneRow(w, wOffset + row, width, depth, h, hOffset + lane, lanes, c, cOffset + row * lanes + lane);
                SimdProductTiles.oneRow(w, wOffset + row, width, depth, h, hOffset + lane + LANES, lanes, c,
                        cOffset + row * lanes + lane + LANES);
            }
        }
        for (; lane < whole; lane += LANES) {
            int row = 0;
            for (; row <= used - 8; row += 8) {
                SimdProductTiles.eightRows(w, wOffset + row, width, depth, h, hOffset + lane, lanes, c, cOffset + row * lanes + lane);
            }
            for (; row < used; row++) {
                SimdProductTiles.oneRow(w, wOffset + row, width, depth, h, hOffset + lane, lanes, c, cOffset + row * lanes + lane);
            }
        }
    }

    private static void transpose(double[] c, int cOffset, int lanes, int rows, double[] room, int width, int count) {
        for (int lane = 0; lane < count; lane++) {
            int source = cOffset + lane;
            int target = lane * width;
            for (int row = 0; row < rows; row++) {
                room[target + row] = c[source];
                source += lanes;
            }
        }
    }

    private static void transposeBack(double[] room, int width, int count, int rows, double[] c, int cOffset, int lanes) {
        for (int lane = 0; lane < count; lane++) {
            int source = lane * width;
            int target = cOffset + lane;
            for (int row = 0; row < rows; row++) {
                c[target] = room[source + row];
                target += lanes;
            }
        }
    }
}
