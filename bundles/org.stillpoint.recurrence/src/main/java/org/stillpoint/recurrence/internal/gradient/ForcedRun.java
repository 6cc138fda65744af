package org.stillpoint.recurrence.internal.gradient;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.TeacherForcing;
import org.stillpoint.numerics.iterative.SpectralNorm;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.scan.BlockMatrices;

/** Runs a recurrence under generalised teacher forcing, h_t = f((1 - alpha) h_{t-1} + alpha d_{t-1}, x_t). Used by one thread. */
final class ForcedRun {

    /** Between two questions whether to go on. */
    private static final int BLOCK = 32;

    private final Stretch stretch;
    private final Session session;
    private final CellKernel kernel;
    private final double[] start;
    private final double[] drive;
    private final double[] next;

    ForcedRun(Stretch stretch, Session session) {
        this.stretch = stretch;
        this.session = session;
        CellShape shape = stretch.cell.shape();
        kernel = stretch.cell.kernel(1);
        start = new double[shape.state()];
        drive = new double[stretch.cell.driveSize()];
        next = new double[shape.state()];
    }

    /** The path with the weight given, or with that of the data; its states are complete unless the session said stop. */
    Path run(TeacherForcing forcing) {
        double[] data = forcing.states().values();
        OptionalDouble given = forcing.weight();
        Path path = new Path(stretch, given.isPresent() ? given.getAsDouble() : weight(data), data);
        int size = stretch.size();
        for (int b = 0; b < stretch.batch; b++) {
            for (int t = 0; t < stretch.steps; t++) {
                if (t % BLOCK == 0 && !session.proceed()) {
                    return path;
                }
                path.starts(b, t, 1, start);
                kernel.drive(stretch.input, stretch.inputOffset(b, t), stretch.inputSize(), 1, drive, 0);
                kernel.step(start, 0, drive, 0, 1, next, 0);
                System.arraycopy(next, 0, stretch.states, stretch.stateOffset(b, t), size);
            }
        }
        return path;
    }

    /** 1 - 1 / s, s the largest singular value of a Jacobian matrix where the data are, or 0 if that is negative. */
    private double weight(double[] data) {
        int size = stretch.size();
        BlockMatrices matrices = new BlockMatrices(size, stretch.cell.jacobianStructure());
        double[] entries = new double[matrices.entries()];
        double largest = 1;
        for (int b = 0; b < stretch.batch; b++) {
            for (int t = 1; t < stretch.steps; t++) {
                if (t % BLOCK == 1 && !session.proceed()) {
                    return 1 - 1 / largest;
                }
                System.arraycopy(data, stretch.stateOffset(b, t - 1), start, 0, size);
                kernel.drive(stretch.input, stretch.inputOffset(b, t), stretch.inputSize(), 1, drive, 0);
                kernel.linearise(start, 0, drive, 0, 1, next, 0, entries, 0);
                double norm = SpectralNorm.of((v, image) -> {
                    Arrays.fill(image, 0);
                    matrices.addProduct(entries, 0, v, 0, image, 0);
                }, (v, image) -> {
                    Arrays.fill(image, 0);
                    matrices.addTransposedProduct(entries, 0, v, 0, image, 0);
                }, size, size);
                largest = Math.max(largest, norm);
            }
        }
        return 1 - 1 / largest;
    }
}
