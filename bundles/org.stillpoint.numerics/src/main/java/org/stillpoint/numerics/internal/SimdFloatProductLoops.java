package org.stillpoint.numerics.internal;

/** {@link SimdProductLoops} in single precision. */
final class SimdFloatProductLoops {

    private static final int LANES = SimdFloatProductTiles.LANES;
    private static final boolean MANY_REGISTERS = SimdFloatProductTiles.MANY_REGISTERS;
    private static final int BLOCK = ProductKernels.FLOAT_BLOCK;
    private static final int MULTIPLE = ProductKernels.FLOAT_MULTIPLE;
    /** So many columns of a block, and as many rows of a panel, stay in the second cache. */
    private static final int DEPTH = 256;
    /** So many columns of a block, and of many vectors, do as well. */
    private static final int DEPTH_OF_VECTORS = 512;
    /** From here on it is better to read the matrix in its order and to transpose what is read and written. */
    private static final int MANY_COLUMNS = 512;
    /** Fewer vectors use what they read of the matrix at most twice: then it is better to read it in its order. */
    private static final int FEW_VECTORS = 8;

    private SimdFloatProductLoops() {
    }

    /** Adds the products with vectors whose components are at distances {@code hStep}. */
    static void addVectors(float[] w, int wOffset, int rows, int columns, float[] h, int hOffset, int hStride, int hStep, int count,
            float[] c, int cOffset, int cStride, float[] room) {
        int step = count <= FEW_VECTORS ? columns : DEPTH_OF_VECTORS;
        for (int first = 0; first < columns; first += step) {
            int depth = Math.min(step, columns - first);
            int source = hOffset + first * hStep;
            for (int block = 0; block < rows; block += BLOCK) {
                int used = Math.min(BLOCK, rows - block);
                int width = (used + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
                int factors = wOffset + block * columns + first * width;
                addBlock(w, factors, width, used, depth, h, source, hStride, hStep, count, c, cOffset + block, cStride);
                int whole = used / LANES * LANES;
                for (int lane = 0; lane < count && whole < used; lane++) {
                    int target = cOffset + lane * cStride + block + whole;
                    System.arraycopy(c, target, room, 0, used - whole);
                    SimdFloatProductTiles.oneRegister(w, factors + whole, width, depth, h, source + lane * hStride, hStep, room, 0);
                    System.arraycopy(room, 0, c, target, used - whole);
                }
            }
        }
    }

    /** The rows of a block that fill whole registers. */
    private static void addBlock(float[] w, int wOffset, int width, int used, int columns, float[] h, int hOffset, int hStride, int hStep,
            int count, float[] c, int cOffset, int cStride) {
        int lane = 0;
        for (; lane <= count - 4 && MANY_REGISTERS; lane += 4) {
            int source = hOffset + lane * hStride;
            int target = cOffset + lane * cStride;
            int row = 0;
            for (; row <= used - 6 * LANES; row += 6 * LANES) {
                SimdFloatProductTiles.sixByFour(w, wOffset + row, width, columns, h, source, hStride, hStep, c, target + row, cStride);
            }
            for (; row <= used - LANES; row += LANES) {
                SimdFloatProductTiles.oneByFour(w, wOffset + row, width, columns, h, source, hStride, hStep, c, target + row, cStride);
            }
        }
        if (lane == count - 3 && MANY_REGISTERS) {
            int source = hOffset + lane * hStride;
            int target = cOffset + lane * cStride;
            int row = 0;
            for (; row <= used - 6 * LANES; row += 6 * LANES) {
                SimdFloatProductTiles.sixByThree(w, wOffset + row, width, columns, h, source, hStride, hStep, c, target + row, cStride);
            }
            for (; row <= used - LANES; row += LANES) {
                SimdFloatProductTiles.oneByTwo(w, wOffset + row, width, columns, h, source, hStride, hStep, c, target + row, cStride);
                SimdFloatProductTiles.oneRegister(w, wOffset + row, width, columns, h, source + 2 * hStride, hStep, c,
                        target + row + 2 * cStride);
            }
            return;
        }
        for (; lane <= count - 2; lane += 2) {
            int source = hOffset + lane * hStride;
            int target = cOffset + lane * cStride;
            int row = 0;
            for (; row <= used - 6 * LANES && MANY_REGISTERS; row += 6 * LANES) {
                SimdFloatProductTiles.sixByTwo(w, wOffset + row, width, columns, h, source, hStride, hStep, c, target + row, cStride);
            }
            for (; row <= used - 4 * LANES; row += 4 * LANES) {
                SimdFloatProductTiles.fourByTwo(w, wOffset + row, width, columns, h, source, hStride, hStep, c, target + row, cStride);
            }
            for (; row <= used - LANES; row += LANES) {
                SimdFloatProductTiles.oneByTwo(w, wOffset + row, width, columns, h, source, hStride, hStep, c, target + row, cStride);
            }
        }
        for (; lane < count; lane++) {
            int source = hOffset + lane * hStride;
            int target = cOffset + lane * cStride;
            int row = 0;
            for (; row <= used - 6 * LANES; row += 6 * LANES) {
                SimdFloatProductTiles.sixRegisters(w, wOffset + row, width, columns, h, source, hStep, c, target + row);
            }
            for (; row <= used - LANES; row += LANES) {
                SimdFloatProductTiles.oneRegister(w, wOffset + row, width, columns, h, source, hStep, c, target + row);
            }
        }
    }

    static void addPanel(float[] w, int rows, int columns, float[] h, int hOffset, int lanes, float[] c, int cOffset, float[] room) {
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

    private static void addWholeRegisters(float[] w, int wOffset, int width, int used, int depth, float[] h, int hOffset, int lanes,
            int whole, float[] c, int cOffset) {
        int lane = 0;
        for (; lane <= whole - 4 * LANES && SimdFloatProductTiles.MANY_REGISTERS; lane += 4 * LANES) {
            int row = 0;
            for (; row <= used - 4; row += 4) {
                SimdFloatPanelTiles.fourRowsByFour(w, wOffset + row, width, depth, h, hOffset + lane, lanes, c,
                        cOffset + row * lanes + lane);
            }
            for (; row < used; row++) {
                for (int part = lane; part < lane + 4 * LANES; part += LANES) {
                    SimdFloatPanelTiles.oneRow(w, wOffset + row, width, depth, h, hOffset + part, lanes, c, cOffset + row * lanes + part);
                }
            }
        }
        for (; lane <= whole - 2 * LANES; lane += 2 * LANES) {
            int row = 0;
            for (; row <= used - 4; row += 4) {
                SimdFloatPanelTiles.fourRowsByTwo(w, wOffset + row, width, depth, h, hOffset + lane, lanes, c,
                        cOffset + row * lanes + lane);
            }
            for (; row < used; row++) {
                SimdFloatPanelTiles.oneRow(w, wOffset + row, width, depth, h, hOffset + lane, lanes, c, cOffset + row * lanes + lane);
                SimdFloatPanelTiles.oneRow(w, wOffset + row, width, depth, h, hOffset + lane + LANES, lanes, c,
                        cOffset + row * lanes + lane + LANES);
            }
        }
        for (; lane < whole; lane += LANES) {
            int row = 0;
            for (; row <= used - 8; row += 8) {
                SimdFloatPanelTiles.eightRows(w, wOffset + row, width, depth, h, hOffset + lane, lanes, c, cOffset + row * lanes + lane);
            }
            for (; row < used; row++) {
                SimdFloatPanelTiles.oneRow(w, wOffset + row, width, depth, h, hOffset + lane, lanes, c, cOffset + row * lanes + lane);
            }
        }
    }

    private static void transpose(float[] c, int cOffset, int lanes, int rows, float[] room, int width, int count) {
        for (int lane = 0; lane < count; lane++) {
            int source = cOffset + lane;
            int target = lane * width;
            for (int row = 0; row < rows; row++) {
                room[target + row] = c[source];
                source += lanes;
            }
        }
    }

    private static void transposeBack(float[] room, int width, int count, int rows, float[] c, int cOffset, int lanes) {
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
