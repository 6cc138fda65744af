package org.stillpoint.equilibrium.sample;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.problem.equilibrium.DifferentiableLayer;
import org.stillpoint.api.problem.equilibrium.EquilibriumLayer;

/** Kepler's equation E = M + e sin E for the eccentric anomaly E; the input is the mean anomaly M and the eccentricity e. */
@Component(service = EquilibriumLayer.class)
@FunctionInfo(name = "example.kepler")
public class KeplerLayer implements DifferentiableLayer {

    @Override
    public int stateSize() {
        return 1;
    }

    @Override
    public int inputSize() {
        return 2;
    }

    @Override
    public void apply(double[] z, double[] x, double[] result) {
        result[0] = x[0] + x[1] * Math.sin(z[0]);
    }

    @Override
    public void stateProduct(double[] z, double[] x, double[] v, double[] result) {
        result[0] = x[1] * Math.cos(z[0]) * v[0];
    }

    @Override
    public void stateTransposedProduct(double[] z, double[] x, double[] u, double[] result) {
        stateProduct(z, x, u, result);
    }

    @Override
    public void inputTransposedProduct(double[] z, double[] x, double[] u, double[] result) {
        result[0] = u[0];
        result[1] = Math.sin(z[0]) * u[0];
    }
}
