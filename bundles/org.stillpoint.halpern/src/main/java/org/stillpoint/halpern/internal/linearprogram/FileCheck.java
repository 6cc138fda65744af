package org.stillpoint.halpern.internal.linearprogram;

import org.stillpoint.api.Status;
import org.stillpoint.halpern.internal.presolve.Point;
import org.stillpoint.halpern.internal.presolve.Presolved;

/**
 * Decides on the data of the file alone what a point or a ray proves. What is found for the presolved and scaled program is lifted
 * to the file first.
 */
final class FileCheck {

    /** The largest violation of a ray relative to its objective, in the units of the file. */
    static final double RAY_TOLERANCE = 1e-8;
    /** The same in scaled units, in which rows, columns, right-hand side and costs are of order one. */
    static final double SCALED_RAY_TOLERANCE = 1e-7;

    private final RangeProgram file;
    private final OptimalityConditions conditions;
    private final RayTest rays;
    private ScaledProgram scaledFile;
    private RayTest scaledRays;

    FileCheck(RangeProgram file) {
        this.file = file;
        conditions = new OptimalityConditions(file);
        rays = new RayTest(file, RAY_TOLERANCE);
    }

    /** The program as the file states it. */
    RangeProgram file() {
        return file;
    }

    /** The optimality conditions of the file. */
    OptimalityConditions conditions() {
        return conditions;
    }

    /** The point of the file that belongs to a point of the presolved program, within its bounds and on the sign cone. */
    Point restore(Presolved presolved, double[] x, double[] y) {
        double[] point = x;
        double[] dual = y;
        if (presolved != null) {
            Point restored = presolved.postsolve(x, y);
            point = restored.x();
            dual = restored.y();
        }
        for (int column = 0; column < point.length; column++) {
            point[column] = Math.max(file.columnLower()[column], Math.min(file.columnUpper()[column], point[column]));
        }
        rays.projectFarkas(dual);
        return new Point(point, dual, file.reducedCosts(dual));
    }

    /** The answer INFEASIBLE if a Farkas ray of the presolved program proves it for the file; else null. */
    Answer infeasible(Presolved presolved, double[] y, Point best) {
        return rayAnswer(presolved == null ? y : presolved.liftDualRay(y), true, best);
    }

    /** The answer UNBOUNDED if a direction of recession of the presolved program proves it for the file, once feasible; else null. */
    Answer unbounded(Presolved presolved, double[] x, Point best) {
        return rayAnswer(presolved == null ? x : presolved.liftPrimalRay(x), false, best);
    }

    /** The answer that a ray of the file proves; null if it proves none. */
    Answer rayAnswer(double[] ray, boolean farkas, Point best) {
        if (ray.length == 0) {
            return null;
        }
        if (farkas) {
            rays.projectFarkas(ray);
            return rays.provesInfeasible(ray) && scaledRays().provesInfeasible(scaledFile.scaledDual(ray))
                    ? answer(Status.INFEASIBLE, best, ray) : null;
        }
        rays.projectRecession(ray);
        return rays.provesUnbounded(ray) && scaledRays().provesUnbounded(scaledFile.scaledPoint(ray))
                ? answer(Status.UNBOUNDED, best, ray) : null;
    }

    /** By how much the objective of an answer can be wrong, relative to its size. */
    double objectiveError(Answer answer) {
        conditions.error(answer.x(), answer.y());
        return conditions.objectiveError();
    }

    /** An answer with the error of its point. */
    Answer answer(Status status, Point point, double[] ray) {
        return new Answer(status, point.x(), point.y(), ray, conditions.error(point.x(), point.y()));
    }

    private RayTest scaledRays() {
        if (scaledRays == null) {
            scaledFile = Scaling.scale(file, () -> true);
            scaledRays = new RayTest(scaledFile.asRangeProgram(), SCALED_RAY_TOLERANCE);
        }
        return scaledRays;
    }
}
