package org.stillpoint.transport.internal.flow;

import org.stillpoint.api.problem.transport.GradientFlowProblem;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.grid.GridLogSum;

/** The iteration of {@link GradientFlowSolver} within a step. For one thread at a time, which its team may help. */
final class WassersteinStep {

    private final FreeEnergy energy;
    private final GridLogSum sums;
    /** What squared distances are multiplied by in the kernel. */
    private final double sharpness;
    private final int size;
    /** 2 tau / epsilon. */
    private final double rate;
    /** beta' = beta - epsilon / (4 tau). */
    private final double diffusion;
    private final double[] logVolumes;
    private final double[] logMasses;
    private final double[] logDensity;
    private final double[] masses;
    private final double[] field;
    private final double[] target;
    private final double[] source;
    private final double[] scratch;

    WassersteinStep(GradientFlowProblem problem, FreeEnergy energy, ThreadTeam team) {
        this.energy = energy;
        sums = new GridLogSum(new GroundCost.Grid(problem.axes(), 2), team, () -> true);
        sharpness = 1 / problem.epsilon();
        size = problem.size();
        rate = 2 * problem.step() / problem.epsilon();
        diffusion = Math.max(0, problem.diffusion() - problem.epsilon() / (4 * problem.step()));
        logVolumes = energy.logVolumes();
        logMasses = new double[size];
        logDensity = new double[size];
        masses = new double[size];
        field = new double[size];
        target = new double[size];
        source = new double[size];
        scratch = new double[size];
        normalise();
    }

    /** Starts a step from some masses; the density is the one that the last step ended with, or a constant one at first. */
    void begin(double[] from) {
        VectorKernels.log(from, 0, logMasses, 0, size);
    }

    /** The masses that the iteration has arrived at. */
    double[] masses() {
        return masses;
    }

    /** Computes what the optimality of the masses asks them to be, and returns the residual. */
    double residual() {
        energy.field(masses, field);
        for (int j = 0; j < size; j++) {
            target[j] = -rate * (field[j] + diffusion * logDensity[j]) + logVolumes[j];
        }
        System.arraycopy(target, 0, source, 0, size);
        sums.replace(source, sharpness);
        VectorKernels.axpby(1, logMasses, 0, -1, source, 0, size);
        sums.replace(source, sharpness);
        System.arraycopy(source, 0, scratch, 0, size);
        VectorKernels.axpy(1, target, scratch);
        VectorKernels.exp(scratch, 0, scratch, 0, size);
        double distance = 0;
        for (int j = 0; j < size; j++) {
            distance += Math.abs(scratch[j] - masses[j]);
        }
        return distance / energy.mass();
    }

    /** The next density, after {@link #residual}: log density = (log K'u - c (V + W)) / (1 + c beta'). */
    void update() {
        double factor = 1 / (1 + rate * diffusion);
        for (int j = 0; j < size; j++) {
            logDensity[j] = factor * (source[j] - rate * field[j]);
        }
        normalise();
    }

    /** Gives the density the right mass, which changes nothing else. */
    private void normalise() {
        System.arraycopy(logDensity, 0, scratch, 0, size);
        VectorKernels.axpy(1, logVolumes, scratch);
        double shift = Math.log(energy.mass()) - VectorKernels.logSumExp(scratch, 0, size);
        for (int j = 0; j < size; j++) {
            logDensity[j] += shift;
            scratch[j] += shift;
        }
        VectorKernels.exp(scratch, 0, masses, 0, size);
    }
}
