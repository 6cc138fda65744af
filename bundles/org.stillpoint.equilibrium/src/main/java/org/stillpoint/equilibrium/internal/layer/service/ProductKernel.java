package org.stillpoint.equilibrium.internal.layer.service;

import org.stillpoint.api.problem.equilibrium.DifferentiableLayer;
import org.stillpoint.equilibrium.internal.layer.Lanes;

/** A user's layer with the products of derivatives that it brings. */
final class ProductKernel extends ServiceKernel {

    private final DifferentiableLayer differentiable;
    private final double[] cotangent;
    private final double[] parameterResult;

    ProductKernel(ServiceLayer layer, DifferentiableLayer differentiable) {
        super(layer);
        this.differentiable = differentiable;
        cotangent = new double[layer.shape().state()];
        parameterResult = new double[layer.parameters().isEmpty() ? 0 : layer.parameters().get(0).value().length()];
    }

    @Override
    void product(double[] direction, double[] product) {
        try {
            differentiable.stateProduct(state, input, direction, product);
        } catch (RuntimeException thrown) {
            throw layer.failure(thrown);
        }
    }

    @Override
    void transposedProduct(int lane, double[] direction, double[] product) {
        try {
            differentiable.stateTransposedProduct(state, input, direction, product);
        } catch (RuntimeException thrown) {
            throw layer.failure(thrown);
        }
    }

    @Override
    void inputProduct(double[] direction, double[] product) {
        try {
            differentiable.inputTransposedProduct(state, input, direction, product);
        } catch (RuntimeException thrown) {
            throw layer.failure(thrown);
        }
    }

    @Override
    public void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes,
            double[][] sums) {
        for (int lane = 0; parameterResult.length > 0 && lane < lanes; lane++) {
            point(tangents, lane, lanes);
            Lanes.gather(cotangents, lane, lanes, cotangent);
            try {
                differentiable.parameterTransposedProduct(state, input, cotangent, parameterResult);
            } catch (RuntimeException thrown) {
                throw layer.failure(thrown);
            }
            for (int k = 0; k < parameterResult.length; k++) {
                sums[0][k] += parameterResult[k];
            }
        }
    }
}
