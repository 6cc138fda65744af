package org.stillpoint.equilibrium.internal.splitting;

import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableKernel;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableLayer;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.Session;

/** What splitting methods have in common. */
final class Splitting {

    /** Beyond, matrices and their factors take gigabytes and minutes. */
    private static final int MOST_COMPONENTS = 5000;

    private Splitting() {
    }

    /**
     * The operator of a layer; warns where it is not strongly monotone.
     *
     * @throws SolverException if the layer is not of the form that is split
     */
    static MonotoneOperator operator(Layer layer, Session session) throws SolverException {
        if (!(layer instanceof SplittableLayer splittable)) {
            throw new SolverException("splitting methods need a layer s(W z + drive) with a matrix W and a proximal operator s: a dense, "
                    + "monotone, convolutional, graph or Boltzmann layer");
        }
        if (layer.shape().state() > MOST_COMPONENTS) {
            throw new SolverException("splitting methods factorise I - W; the state has " + layer.shape().state()
                    + " components, of which at most " + MOST_COMPONENTS + " are treated");
        }
        MonotoneOperator operator = new MonotoneOperator(splittable.weight(), layer.shape().state(), session.context().blas());
        if (!operator.stronglyMonotone()) {
            session.warn("I - W is not strongly monotone (the least eigenvalue of its symmetric part is " + operator.strongMonotonicity()
                    + "): the method may not converge, and there may be no fixed point or several");
        }
        return operator;
    }

    /**
     * Computes W z + drive and the images, and judges them.
     *
     * @param combinations a panel of the samples, which receives W z + drive
     * @return whether samples are left
     */
    static boolean evaluate(ActiveSamples samples, double[] combinations) {
        int lanes = samples.lanes();
        SplittableKernel kernel = (SplittableKernel) samples.kernel;
        kernel.combine(samples.states(), samples.drives(), lanes, combinations);
        System.arraycopy(combinations, 0, samples.images(), 0, samples.size() * lanes);
        kernel.activate(samples.images(), lanes);
        return samples.judgeImages();
    }

    /** A monotone layer of three units and four inputs. */
    static EquilibriumProblem selfCheck() {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1)
                .array("factor", new NamedArray(new double[] {.6, -.8, .2, .5, .4, -.9}, 2, 3))
                .array("skew", new NamedArray(new double[] {0, .7, -.2, 0, 0, .5, .3, 0, 0}, 3, 3))
                .number("margin", .3).text("activation", "tanh").build();
        return EquilibriumProblem.of(StandardLayer.MONOTONE, parameters,
                new Samples(new double[] {.5, -1, .8, 0, 2, 1.5, .3, -.4, 1, 2, -2, .1}, 4, 3));
    }
}
