package org.stillpoint.equilibrium.internal.optimality;

import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.ImplicitDerivativeProblem;
import org.stillpoint.api.problem.equilibrium.OptimalityMap;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.numerics.dense.DenseLu;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;

/**
 * An optimality map with a solution.
 *
 * @param name its name
 * @param factory what makes it
 * @param parameters from what
 * @param x the solution
 * @param theta at which parameters
 */
record MapCase(String name, FunctionFactory factory, DataRecord parameters, double[] x, double[] theta) {

    OptimalityMap map() throws SolverException {
        return (OptimalityMap) factory.create(parameters);
    }

    TestContext context() {
        return new TestContext().function(name, factory);
    }

    ImplicitDerivativeProblem problem(Samples cotangents, Samples tangents) {
        return new ImplicitDerivativeProblem(name, parameters, x, theta, cotangents, tangents);
    }

    static Samples random(int count, int size, long seed) {
        double[] values = new double[count * size];
        new RandomStream(seed).fillGaussian(values);
        return new Samples(values, count, size);
    }

    static DataRecord.Builder record() {
        return DataRecord.of(FunctionFactory.PARAMETERS, 1);
    }

    private static final int OBSERVATIONS = 9;
    private static final int COEFFICIENTS = 4;

    static double[] ridgeFeatures() {
        return random(OBSERVATIONS, COEFFICIENTS, 3).values();
    }

    static double[] ridgeTargets() {
        return random(1, OBSERVATIONS, 4).values();
    }

    /** theta is lambda, or lambda and the targets. */
    static MapCase ridge(boolean byTargets, double... theta) {
        DataRecord.Builder parameters = record().array(RidgeRegression.FEATURES,
                new NamedArray(ridgeFeatures(), OBSERVATIONS, COEFFICIENTS));
        double[] targets = ridgeTargets();
        if (byTargets) {
            System.arraycopy(theta, 1, targets, 0, targets.length);
        } else {
            parameters.doubles(RidgeRegression.TARGETS, targets);
        }
        return new MapCase(RidgeRegression.NAME, new RidgeRegression(), parameters.build(), ridge(theta[0], targets), theta);
    }

    /** (A'A + lambda I)^-1 A'y. */
    static double[] ridge(double lambda, double[] targets) {
        DenseLu normal = normalMatrix(lambda);
        double[] features = ridgeFeatures();
        double[] x = new double[COEFFICIENTS];
        for (int k = 0; k < OBSERVATIONS; k++) {
            for (int i = 0; i < COEFFICIENTS; i++) {
                x[i] += features[k * COEFFICIENTS + i] * targets[k];
            }
        }
        normal.solve(x, 0, 1);
        return x;
    }

    static DenseLu normalMatrix(double lambda) {
        double[] features = ridgeFeatures();
        DenseLu normal = new DenseLu(COEFFICIENTS);
        for (int i = 0; i < COEFFICIENTS; i++) {
            for (int j = 0; j < COEFFICIENTS; j++) {
                double sum = i == j ? lambda : 0;
                for (int k = 0; k < OBSERVATIONS; k++) {
                    sum += features[k * COEFFICIENTS + i] * features[k * COEFFICIENTS + j];
                }
                normal.matrix()[i * COEFFICIENTS + j] = sum;
            }
        }
        if (!normal.factorize()) {
            throw new IllegalStateException("singular");
        }
        return normal;
    }

    /**
     * Minimise (z1^2 + 2 z2^2 + 3 z3^2) / 2 + c'z with z1 + z2 + z3 = b, z1 at most h1 and z3 at least -h2: two numbers b and h1 decide
     * theta. The first inequality is active, the second is not: z1 = h1, z2 and z3 from the equality and c2 + 2 z2 = c3 + 3 z3.
     */
    static MapCase program(double[] theta) {
        double b = theta[15];
        double limit = theta[22];
        double z3 = (2 * (b - limit) + theta[10] - theta[11]) / 5;
        double z2 = b - limit - z3;
        double nu = -(2 * z2 + theta[10]);
        double lambda = -(limit + theta[9] + nu);
        DataRecord parameters = record().integer(QuadraticProgramConditions.VARIABLES, 3)
                .integer(QuadraticProgramConditions.EQUALITIES, 1).integer(QuadraticProgramConditions.INEQUALITIES, 2).build();
        return new MapCase(QuadraticProgramConditions.NAME, new QuadraticProgramConditions(), parameters,
                new double[] {limit, z2, z3, nu, lambda, 0}, theta);
    }

    static double[] programData() {
        return new double[] {1, 0, 0, 0, 2, 0, 0, 0, 3, -4, .5, .25, 1, 1, 1, 2, 1, 0, 0, 0, 0, -1, .75, 3};
    }

    /** Minimises by projected gradient steps. */
    static MapCase projected(boolean simplex, double... theta) throws SolverException {
        double[] quadratic = {2, .5, .3, 0, .5, 1.5, -.2, .1, .3, -.2, 1, .4, 0, .1, .4, 3};
        DataRecord.Builder parameters = record().array(ProjectedGradient.QUADRATIC, new NamedArray(quadratic, 4, 4))
                .number(ProjectedGradient.STEP, .25);
        if (simplex) {
            parameters.number(ProjectedGradient.TOTAL, 2);
        } else {
            parameters.doubles(ProjectedGradient.LOWER, new double[] {-1, -1, -1, -1})
                    .doubles(ProjectedGradient.UPPER, new double[] {.4, 1, 1, 1});
        }
        ProjectedGradient factory = new ProjectedGradient();
        DataRecord record = parameters.build();
        OptimalityMap map = (OptimalityMap) factory.create(record);
        double[] x = new double[4];
        double[] difference = new double[4];
        for (int step = 0; step < 2000; step++) {
            map.apply(x, theta, difference);
            for (int i = 0; i < 4; i++) {
                x[i] -= difference[i];
            }
        }
        return new MapCase(ProjectedGradient.NAME, factory, record, x, theta);
    }

    /** Twelve soft spheres of two species, from a lattice by gradient steps, or from where they are. */
    static MapCase spheres(double exponent, double[] from, double... theta) throws SolverException {
        double[] species = {0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0};
        DataRecord parameters = record().doubles(SoftSpheres.SPECIES, species).number(SoftSpheres.SIDE, 3).number(SoftSpheres.EXPONENT,
                exponent).build();
        SoftSpheres factory = new SoftSpheres();
        OptimalityMap map = (OptimalityMap) factory.create(parameters);
        double[] x = from != null ? from.clone() : random(1, 24, 5).values();
        for (int i = 0; from == null && i < 12; i++) {
            x[2 * i] = .75 * (i % 4) + .05 * x[2 * i];
            x[2 * i + 1] = i / 4 + .05 * x[2 * i + 1];
        }
        double[] force = new double[24];
        for (int step = 0; step < 20_000; step++) {
            map.apply(x, theta, force);
            for (int i = 0; i < 24; i++) {
                x[i] -= .15 * force[i];
            }
        }
        return new MapCase(SoftSpheres.NAME, factory, parameters, x, theta);
    }
}
