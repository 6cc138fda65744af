package org.stillpoint.equilibrium.internal.optimality;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.OptimalityMap;

/**
 * Makes the equilibrium conditions of soft spheres in a periodic box: the forces at a minimum of the energy vanish,
 *
 * <pre>
 *   F = dE/dx,    E = sum over pairs with r &lt; s of (1 - r / s)^a / a,    s = (theta_k + theta_l) / 2,
 * </pre>
 *
 * where r is the distance of two spheres (of the nearest images) and theta_k, theta_l are the diameters of their species. x has the
 * coordinates sphere after sphere. The parameters are {@value #SPECIES} (for each sphere its species, counted from 0), {@value #SIDE} (the
 * side of the box), {@value #DIMENSION} (2 if left out) and {@value #EXPONENT} a (at least 2; 2 if left out). theta has the diameters of
 * the species. Where all spheres move alike, nothing changes: dF/dx is singular, and only derivatives of quantities that do not see such a
 * motion exist; those of positions are the ones of least length. Source of the energy: Schoenholz and Cubuk 2020, JAX MD
 * (arXiv:1912.04232).
 */
@Component
@FunctionInfo(name = SoftSpheres.NAME)
public final class SoftSpheres implements FunctionFactory {

    /** The name of the service. */
    public static final String NAME = "equilibrium.soft-spheres";
    /** The species of the spheres. */
    public static final String SPECIES = "species";
    /** The side of the box. */
    public static final String SIDE = "side";
    /** The number of coordinates of a sphere. */
    public static final String DIMENSION = "dimension";
    /** The exponent of the energy. */
    public static final String EXPONENT = "exponent";

    @Override
    public Object create(DataRecord record) throws SolverException {
        MapParameters parameters = new MapParameters(record, NAME, SPECIES, SIDE, DIMENSION, EXPONENT);
        double[] numbers = parameters.numbers(SPECIES, parameters.length(SPECIES));
        int[] species = new int[numbers.length];
        int kinds = 0;
        for (int i = 0; i < species.length; i++) {
            species[i] = (int) numbers[i];
            if (species[i] != numbers[i] || species[i] < 0 || species[i] >= species.length) {
                throw parameters.wrong(SPECIES, "has " + numbers[i] + "; expected an integer from 0 to " + (species.length - 1));
            }
            kinds = Math.max(kinds, species[i] + 1);
        }
        if (species.length < 2) {
            throw parameters.wrong(SPECIES, "has " + species.length + " values; expected at least two spheres");
        }
        return new Forces(species, kinds, parameters.number(SIDE, 0, true, Double.NaN), parameters.integer(DIMENSION, 1, 2),
                parameters.number(EXPONENT, 2, false, 2));
    }

    private record Forces(int[] species, int kinds, double side, int dimension, double exponent) implements OptimalityMap {

        /** What a pair that overlaps adds. */
        @FunctionalInterface
        private interface Term {

            /**
             * Adds the term of a pair.
             *
             * @param first where the coordinates of the first sphere begin
             * @param axis the unit vector from the second sphere to the first
             */
            void add(int first, int second, double[] axis, double distance, double diameter);
        }

        @Override
        public int solutionSize() {
            return species.length * dimension;
        }

        @Override
        public int parameterSize() {
            return kinds;
        }

        @Override
        public boolean symmetric() {
            return true;
        }

        private void pairs(double[] x, double[] theta, Term term) {
            double[] axis = new double[dimension];
            for (int i = 0; i < species.length; i++) {
                for (int j = 0; j < i; j++) {
                    double diameter = (theta[species[i]] + theta[species[j]]) / 2;
                    double distance = distance(x, i, j, axis);
                    if (distance < diameter && distance > 0) {
                        for (int k = 0; k < dimension; k++) {
                            axis[k] /= distance;
                        }
                        term.add(i * dimension, j * dimension, axis, distance, diameter);
                    }
                }
            }
        }

        private double distance(double[] x, int i, int j, double[] difference) {
            double square = 0;
            for (int k = 0; k < dimension; k++) {
                double along = x[i * dimension + k] - x[j * dimension + k];
                difference[k] = along - side * Math.rint(along / side);
                square += difference[k] * difference[k];
            }
            return Math.sqrt(square);
        }

        /** The derivative of the energy of a pair by its distance. */
        private double slope(double distance, double diameter) {
            return -Math.pow(1 - distance / diameter, exponent - 1) / diameter;
        }

        private double curvature(double distance, double diameter) {
            return (exponent - 1) * Math.pow(1 - distance / diameter, exponent - 2) / (diameter * diameter);
        }

        /** The derivative of the slope by the diameter. */
        private double slopeByDiameter(double distance, double diameter) {
            return -slope(distance, diameter) / diameter - curvature(distance, diameter) * distance / diameter;
        }

        private void addPair(double[] result, int first, int second, int k, double value) {
            result[first + k] += value;
            result[second + k] -= value;
        }

        @Override
        public void apply(double[] x, double[] theta, double[] result) {
            Arrays.fill(result, 0);
            pairs(x, theta, (first, second, axis, distance, diameter) -> {
                double slope = slope(distance, diameter);
                for (int k = 0; k < dimension; k++) {
                    addPair(result, first, second, k, slope * axis[k]);
                }
            });
        }

        @Override
        public void solutionProduct(double[] x, double[] theta, double[] direction, double[] result) {
            Arrays.fill(result, 0);
            pairs(x, theta, (first, second, axis, distance, diameter) -> {
                double along = 0;
                for (int k = 0; k < dimension; k++) {
                    along += axis[k] * (direction[first + k] - direction[second + k]);
                }
                double across = slope(distance, diameter) / distance;
                double more = (curvature(distance, diameter) - across) * along;
                for (int k = 0; k < dimension; k++) {
                    addPair(result, first, second, k, more * axis[k] + across * (direction[first + k] - direction[second + k]));
                }
            });
        }

        @Override
        public void solutionTransposedProduct(double[] x, double[] theta, double[] cotangent, double[] result) {
            solutionProduct(x, theta, cotangent, result);
        }

        @Override
        public void parameterProduct(double[] x, double[] theta, double[] direction, double[] result) {
            Arrays.fill(result, 0);
            pairs(x, theta, (first, second, axis, distance, diameter) -> {
                double change = (direction[species[first / dimension]] + direction[species[second / dimension]]) / 2
                        * slopeByDiameter(distance, diameter);
                for (int k = 0; k < dimension; k++) {
                    addPair(result, first, second, k, change * axis[k]);
                }
            });
        }

        @Override
        public void parameterTransposedProduct(double[] x, double[] theta, double[] cotangent, double[] result) {
            Arrays.fill(result, 0);
            pairs(x, theta, (first, second, axis, distance, diameter) -> {
                double along = 0;
                for (int k = 0; k < dimension; k++) {
                    along += axis[k] * (cotangent[first + k] - cotangent[second + k]);
                }
                double half = along * slopeByDiameter(distance, diameter) / 2;
                result[species[first / dimension]] += half;
                result[species[second / dimension]] += half;
            });
        }

        /** Where two spheres just touch, the curvature jumps if the exponent is 2. */
        @Override
        public double distanceFromKinks(double[] x, double[] theta) {
            double least = Double.POSITIVE_INFINITY;
            double[] difference = new double[dimension];
            for (int i = 0; exponent == 2 && i < species.length; i++) {
                for (int j = 0; j < i; j++) {
                    least = Math.min(least, Math.abs(distance(x, i, j, difference) - (theta[species[i]] + theta[species[j]]) / 2));
                }
            }
            return least;
        }
    }
}
