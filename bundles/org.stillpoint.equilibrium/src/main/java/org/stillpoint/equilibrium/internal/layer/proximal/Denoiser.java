package org.stillpoint.equilibrium.internal.layer.proximal;

import java.util.List;
import org.stillpoint.equilibrium.internal.layer.Layer.Parameter;

/** The map D of a proximal layer, whose Jacobian matrix is symmetric. Immutable and shared between threads. */
interface Denoiser {

    /** About how many floating-point operations it takes for one sample. */
    double operations();

    /** The number of values that a linearisation takes. */
    int tangentSize();

    /** The arrays by which it can be differentiated. */
    List<Parameter> parameters();

    /** A kernel for one thread, for up to so many lanes. */
    Kernel kernel(int lanes);

    /** Evaluates it for several lanes. */
    interface Kernel {

        /** Computes D(v). */
        void apply(double[] v, int lanes, double[] images);

        /** Computes D(v), with the same bits, and what products at v need. */
        void linearise(double[] v, int lanes, double[] images, double[] tangents);

        /** The product of the Jacobian matrix, or its transpose, with directions. */
        void product(double[] tangents, double[] directions, int lanes, double[] results);

        /**
         * Adds products by the parameters.
         *
         * @param first which of the sums is that of the first of them
         */
        void addParameterProducts(double[] tangents, double[] cotangents, int lanes, double[][] sums, int first);
    }
}
