package org.stillpoint.transport.internal.cost;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.problem.transport.CostFunction;

/**
 * The distance along a great circle in kilometres, of points given by longitude and latitude in degrees, on a sphere of the Earth's mean
 * radius: 2 r arcsin sqrt(sin^2((p - q) / 2) + cos p cos q sin^2((l - m) / 2)) for latitudes p, q and longitudes l, m, which is exact for
 * near points too (Sinnott, Virtues of the haversine, Sky and Telescope 68, 1984).
 */
@Component
@FunctionInfo(name = GreatCircle.NAME)
public final class GreatCircle implements CostFunction {

    /** The name of the service. */
    public static final String NAME = "transport.great-circle";

    /** The mean radius (2 a + b) / 3 of the ellipsoid of the World Geodetic System 1984, in kilometres (Moritz 1980). */
    private static final double RADIUS = 6371.0088;

    @Override
    public double cost(double[] x, int offsetX, double[] y, int offsetY, int dimension) {
        if (dimension != 2) {
            throw new IllegalArgumentException(NAME + " takes points of 2 coordinates, longitude and latitude; these have " + dimension);
        }
        double latitudes = Math.sin(Math.toRadians(x[offsetX + 1] - y[offsetY + 1]) / 2);
        double longitudes = Math.sin(Math.toRadians(x[offsetX] - y[offsetY]) / 2);
        double haversine = latitudes * latitudes
                + Math.cos(Math.toRadians(x[offsetX + 1])) * Math.cos(Math.toRadians(y[offsetY + 1])) * longitudes * longitudes;
        return 2 * RADIUS * Math.asin(Math.min(Math.sqrt(haversine), 1));
    }
}
