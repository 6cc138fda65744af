package org.stillpoint.equilibrium.internal.gradient;

import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.ResidualMeasure;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.layer.Lanes;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.run.BatchSolve;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.equilibrium.internal.run.Session;

/** A layer linearised at a state of each sample of a batch: adjoints, and the products of derivatives with them. */
public final class Linearisation {

    private static final double[][] NO_SUMS = {};

    private final Layer layer;
    private final Samples inputs;
    private final double[] states;
    private final Session session;
    private final SampleGroups groups;
    private final int size;
    private final int stride;
    /** For each sample the linearisation, and then room for its cotangent: the input of its adjoint. */
    private final double[] rows;

    /** Linearises at states, one row for each sample. */
    public Linearisation(Layer layer, Samples inputs, double[] states, Session session) {
        this.layer = layer;
        this.inputs = inputs;
        this.states = states;
        this.session = session;
        size = layer.shape().state();
        stride = Math.addExact(layer.tangentSize(), size);
        groups = new SampleGroups(inputs.count(), SampleGroups.MOST_LANES, session);
        rows = new double[Math.multiplyExact(inputs.count(), stride)];
        groups.run((group, sums) -> linearise(group), NO_SUMS);
    }

    private void linearise(int group) {
        int lanes = groups.lanes(group);
        LayerKernel kernel = layer.kernel(lanes);
        double[] drives = new double[layer.driveSize() * lanes];
        kernel.drive(groups.panel(inputs.values(), inputs.size(), group), lanes, drives);
        double[] tangents = new double[layer.tangentSize() * lanes];
        kernel.linearise(groups.panel(states, size, group), drives, lanes, new double[size * lanes], tangents);
        for (int lane = 0; lane < lanes; lane++) {
            Lanes.row(tangents, lane, lanes, rows, (groups.from(group) + lane) * stride, layer.tangentSize());
        }
    }

    /**
     * Solves the adjoints u = J'u + v.
     *
     * @param starts the adjoints to start from; receives those found
     */
    public EquilibriumStates adjoints(Samples cotangent, double[] starts, EquilibriumMethod method) throws SolverException {
        for (int sample = 0; sample < inputs.count(); sample++) {
            System.arraycopy(cotangent.values(), cotangent.offset(sample), rows, sample * stride + layer.tangentSize(), size);
        }
        return BatchSolve.solve(new AdjointLayer(layer), new Samples(rows, inputs.count(), stride), starts, ResidualMeasure.RELATIVE,
                method, session);
    }

    /**
     * Adds the derivatives by inputs and parameters for given adjoints: (df/dx)'u for each sample, and the sum of (df/dtheta)'u over them.
     *
     * @param byInput rows, one for each sample
     * @param sums for each array of parameters its sum
     */
    public void addDerivatives(double[] adjoints, double[] byInput, double[][] sums) {
        groups.run((group, parts) -> addDerivatives(group, adjoints, byInput, parts), sums);
    }

    private void addDerivatives(int group, double[] adjoints, double[] byInput, double[][] sums) {
        int lanes = groups.lanes(group);
        double[] tangents = tangents(group);
        LayerKernel kernel = layer.kernel(lanes);
        double[] cotangents = groups.panel(adjoints, size, group);
        double[] products = new double[inputs.size() * lanes];
        kernel.inputProduct(tangents, cotangents, lanes, products);
        groups.addRows(products, inputs.size(), group, byInput);
        kernel.addParameterProducts(tangents, groups.panel(states, size, group), groups.panel(inputs.values(), inputs.size(), group),
                cotangents, lanes, sums);
    }

    /**
     * Adds the products J d.
     *
     * @param directions rows d, one for each sample
     * @param results rows, to which the products are added
     */
    public void addProducts(double[] directions, double[] results) {
        addProducts(directions, results, LayerKernel::product);
    }

    /**
     * Adds the products J'u.
     *
     * @param cotangents rows u, one for each sample
     * @param results rows, to which the products are added
     */
    public void addTransposedProducts(double[] cotangents, double[] results) {
        addProducts(cotangents, results, LayerKernel::transposedProduct);
    }

    @FunctionalInterface
    private interface Product {

        void apply(LayerKernel kernel, double[] tangents, double[] vectors, int lanes, double[] results);
    }

    private void addProducts(double[] vectors, double[] results, Product product) {
        groups.run((group, parts) -> {
            int lanes = groups.lanes(group);
            double[] products = new double[size * lanes];
            product.apply(layer.kernel(lanes), tangents(group), groups.panel(vectors, size, group), lanes, products);
            groups.addRows(products, size, group, results);
        }, NO_SUMS);
    }

    /** The panel of linearisations of a group. */
    private double[] tangents(int group) {
        int lanes = groups.lanes(group);
        double[] tangents = new double[layer.tangentSize() * lanes];
        for (int lane = 0; lane < lanes; lane++) {
            int row = (groups.from(group) + lane) * stride;
            for (int k = 0; k < layer.tangentSize(); k++) {
                tangents[k * lanes + lane] = rows[row + k];
            }
        }
        return tangents;
    }
}
