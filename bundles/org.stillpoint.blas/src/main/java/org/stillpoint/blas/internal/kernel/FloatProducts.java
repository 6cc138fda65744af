package org.stillpoint.blas.internal.kernel;

import org.stillpoint.api.blas.PackedFloatMatrix;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.blas.support.WorkspacePool;

/**
 * Matrix products in single precision over a {@link FloatKernel}: B is packed by blocks that stay in the second-level cache,
 * A is read as it stands, or packed where it is transposed (Goto and van de Geijn 2008).
 */
public final class FloatProducts {
    /** Rows of B in a block. */
    static final int DEPTH = 256;
    private static final int WIDTH = 512;
    private static final int HEIGHT = 192;
    /** Up to this number of multiplications packing does not pay. */
    private static final long TINY = 4096;
    private static final int FEW = 3;

    private final FloatKernel kernel;
    private final WorkspacePool<Workspace> pool = new WorkspacePool<>(this::workspace);

    /** Products on the Vector API where the machine has it, else on plain loops. */
    public FloatProducts() {
        this(Kernels.floats());
    }

    FloatProducts(FloatKernel kernel) {
        this.kernel = kernel;
    }

    private record Workspace(float[] packedA, float[] packedB, float[] tile) {
    }

    private Workspace workspace() {
        return new Workspace(new float[HEIGHT * DEPTH], new float[DEPTH * (WIDTH + kernel.panel())], new float[kernel.tile()]);
    }

    /** How the loops are carried out, for people. */
    public String description() {
        return kernel.description();
    }

    /** Waits until products run at full speed, for a time at most. */
    public void awaitCompilation(long milliseconds) {
        kernel.awaitCompilation(milliseconds);
    }

    /** {@code C = alpha op(A) op(B) + beta C}; all dimensions positive. */
    public void multiply(Transpose transposeA, Transpose transposeB, int m, int n, int k, float alpha, float[] a, int offsetA,
            int strideA, float[] b, int offsetB, int strideB, float beta, float[] c, int offsetC, int strideC) {
        boolean plainA = transposeA == Transpose.NO;
        if ((long) m * n * k <= TINY) {
            tiny(plainA, transposeB, m, n, k, alpha, a, offsetA, strideA, b, offsetB, strideB, beta, c, offsetC, strideC);
        } else if (m <= FEW && plainA) {
            Transpose opposite = transposeB == Transpose.NO ? Transpose.YES : Transpose.NO;
            for (int i = 0; i < m; i++) {
                multiply(opposite, transposeB == Transpose.NO ? k : n, transposeB == Transpose.NO ? n : k, alpha, b, offsetB, strideB,
                        a, offsetA + i * strideA, beta, c, offsetC + i * strideC);
            }
        } else {
            Workspace workspace = pool.take();
            blocks(plainA, transposeB, m, n, k, alpha, a, offsetA, strideA, b, offsetB, strideB, beta, c, offsetC, strideC, workspace);
            pool.give(workspace);
        }
    }

    /** {@code y = alpha op(A) x + beta y}; A is m by n as stored. */
    public void multiply(Transpose transposeA, int m, int n, float alpha, float[] a, int offsetA, int strideA, float[] x,
            int offsetX, float beta, float[] y, int offsetY) {
        if (transposeA == Transpose.NO) {
            kernel.multiply(m, n, alpha, a, offsetA, strideA, x, offsetX, beta, y, offsetY);
        } else {
            for (int j = offsetY; j < offsetY + n && beta != 1; j++) {
                y[j] = beta == 0 ? 0 : beta * y[j];
            }
            kernel.multiplyTransposed(m, n, alpha, a, offsetA, strideA, x, offsetX, y, offsetY);
        }
    }

    /** {@code A = A + alpha x y'}. */
    public void update(int m, int n, float alpha, float[] x, int offsetX, float[] y, int offsetY, float[] a, int offsetA,
            int strideA) {
        kernel.update(m, n, alpha, x, offsetX, y, offsetY, a, offsetA, strideA);
    }

    /** Packs op(W), k by n, as a whole. */
    public PackedFloatMatrix pack(Transpose transposeW, int k, int n, float[] w, int offsetW, int strideW) {
        int panels = (n + kernel.panel() - 1) / kernel.panel();
        float[] packed = new float[Math.multiplyExact(Math.multiplyExact(panels, kernel.panel()), k)];
        for (int start = 0; start < k; start += DEPTH) {
            int offset = start * panels * kernel.panel();
            packB(transposeW, start, 0, Math.min(DEPTH, k - start), n, w, offsetW, strideW, packed, offset);
        }
        return new PanelFloatMatrix(this, k, n, packed);
    }

    /** {@code C = alpha A W + beta C} for W from {@link #pack}. */
    void multiply(int m, int n, int k, float alpha, float[] a, int offsetA, int strideA, float[] packed, float beta, float[] c,
            int offsetC, int strideC) {
        int width = (n + kernel.panel() - 1) / kernel.panel() * kernel.panel();
        Workspace workspace = pool.take();
        for (int start = 0; start < k; start += DEPTH) {
            for (int i = 0; i < m; i += HEIGHT) {
                kernel.block(Math.min(HEIGHT, m - i), n, Math.min(DEPTH, k - start), alpha, a, offsetA + i * strideA + start, strideA,
                        packed, start * width, start == 0 ? beta : 1, c, offsetC + i * strideC, strideC, workspace.tile);
            }
        }
        pool.give(workspace);
    }

    private void blocks(boolean plainA, Transpose transposeB, int m, int n, int k, float alpha, float[] a, int offsetA, int strideA,
            float[] b, int offsetB, int strideB, float beta, float[] c, int offsetC, int strideC, Workspace workspace) {
        for (int column = 0; column < n; column += WIDTH) {
            int width = Math.min(WIDTH, n - column);
            for (int start = 0; start < k; start += DEPTH) {
                int depth = Math.min(DEPTH, k - start);
                packB(transposeB, start, column, depth, width, b, offsetB, strideB, workspace.packedB, 0);
                for (int row = 0; row < m; row += HEIGHT) {
                    int height = Math.min(HEIGHT, m - row);
                    if (!plainA) {
                        transpose(height, depth, a, offsetA + start * strideA + row, strideA, workspace.packedA);
                    }
                    kernel.block(height, width, depth, alpha, plainA ? a : workspace.packedA,
                            plainA ? offsetA + row * strideA + start : 0, plainA ? strideA : depth, workspace.packedB, 0,
                            start == 0 ? beta : 1, c, offsetC + row * strideC + column, strideC, workspace.tile);
                }
            }
        }
    }

    /** Packs rows start.. and columns column.. of op(B). */
    private void packB(Transpose transposeB, int start, int column, int depth, int width, float[] b, int offsetB, int strideB,
            float[] packed, int offsetPacked) {
        int panel = kernel.panel();
        for (int j = 0; j < width; j += panel) {
            int columns = Math.min(panel, width - j);
            int to = offsetPacked + j * depth;
            for (int p = 0; p < depth && columns < panel; p++) {
                for (int t = columns; t < panel; t++) {
                    packed[to + p * panel + t] = 0;
                }
            }
            if (transposeB == Transpose.NO) {
                for (int p = 0; p < depth; p++) {
                    System.arraycopy(b, offsetB + (start + p) * strideB + column + j, packed, to + p * panel, columns);
                }
            } else {
                for (int t = 0; t < columns; t++) {
                    int from = offsetB + (column + j + t) * strideB + start;
                    for (int p = 0; p < depth; p++) {
                        packed[to + p * panel + t] = b[from + p];
                    }
                }
            }
        }
    }

    /** Writes the transpose of a depth by height block to a contiguous height by depth one, eight rows at a time. */
    private static void transpose(int height, int depth, float[] a, int offsetA, int strideA, float[] packed) {
        for (int i = 0; i < height; i += 8) {
            int end = Math.min(i + 8, height);
            for (int p = 0; p < depth; p++) {
                int from = offsetA + p * strideA;
                for (int r = i; r < end; r++) {
                    packed[r * depth + p] = a[from + r];
                }
            }
        }
    }

    private static void tiny(boolean plainA, Transpose transposeB, int m, int n, int k, float alpha, float[] a, int offsetA,
            int strideA, float[] b, int offsetB, int strideB, float beta, float[] c, int offsetC, int strideC) {
        int rowStep = plainA ? strideA : 1;
        int columnStep = plainA ? 1 : strideA;
        for (int i = 0; i < m; i++) {
            int to = offsetC + i * strideC;
            int row = offsetA + i * rowStep;
            for (int j = to; j < to + n && beta != 1; j++) {
                c[j] = beta == 0 ? 0 : beta * c[j];
            }
            if (transposeB == Transpose.NO) {
                for (int p = 0; p < k; p++) {
                    float factor = alpha * a[row + p * columnStep];
                    int from = offsetB + p * strideB;
                    for (int j = 0; j < n; j++) {
                        c[to + j] += factor * b[from + j];
                    }
                }
            } else {
                for (int j = 0; j < n; j++) {
                    float sum = 0;
                    for (int p = 0; p < k; p++) {
                        sum += a[row + p * columnStep] * b[offsetB + j * strideB + p];
                    }
                    c[to + j] += alpha * sum;
                }
            }
        }
    }
}
