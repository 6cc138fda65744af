package org.stillpoint.recurrence.internal.cell;

import java.util.List;
import java.util.Random;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrentCell;
import org.stillpoint.api.problem.recurrence.StandardCell;

/** Small cells of every kind but the dense ones, with random parameters, beside their definitions as plain formulas. */
final class SampleCells {

    private SampleCells() {
    }

    /** A cell, and the formula that it is to follow; the formula's state and input sizes are not asked for. */
    record Sample(String name, Cell cell, Definition definition) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** A formula from state and input to the next state. */
    @FunctionalInterface
    interface Definition {
        double[] next(double[] h, double[] x);
    }

    /** A sample of each cell with so many units; cells of fixed size as they are. */
    static List<Sample> of(int units, long seed) {
        Random random = new Random(seed);
        return List.of(paraGru(units, random), paraLstm(units, random), minGru(units, random), minLstm(units, random),
                linear(units, random), diagonal(units, random), complexDiagonal(units, random), householder(units, 1),
                householder(units, 2), logisticMap(), euler("lorenz"), euler("observing lorenz"), euler("logistic"), euler("van-der-pol"),
                oneStep(StandardCell.RUNGE_KUTTA, units, random), oneStep(StandardCell.IMPLICIT_EULER, units, random),
                oneStep(StandardCell.MIDPOINT_EXPONENTIAL, units, random), midpointExponential(), users(units));
    }

    /** Few and many, so that each way of multiplying the input occurs. */
    private static int inputs(int units) {
        return 1 + units % 7;
    }

    static Sample paraGru(int d, Random random) {
        Weights w = new Weights(3 * d, inputs(d), random);
        double[] a = random.doubles(3 * d, -1.5, 1.5).toArray();
        return new Sample("para-gru " + d, Trials.cell(StandardCell.PARA_GRU, w.parameters().array("recurrent", new NamedArray(a, 3, d))),
                (h, x) -> {
                    double[] u = w.times(x);
                    double[] next = new double[d];
                    for (int k = 0; k < d; k++) {
                        double z = sigmoid(a[k] * h[k] + u[k]);
                        double r = sigmoid(a[d + k] * h[k] + u[d + k]);
                        next[k] = z * Math.tanh(a[2 * d + k] * h[k] * r + u[2 * d + k]) + (1 - z) * h[k];
                    }
                    return next;
                });
    }

    static Sample paraLstm(int d, Random random) {
        Weights w = new Weights(3 * d, inputs(d), random);
        double[] a = random.doubles(3 * d, -1.5, 1.5).toArray();
        double[] p = random.doubles(2 * d, -1, 1).toArray();
        return new Sample("para-lstm " + d, Trials.cell(StandardCell.PARA_LSTM, w.parameters().array("recurrent", new NamedArray(a, 3, d))
                .array("peephole", new NamedArray(p, 2, d))), (h, x) -> {
                    double[] u = w.times(x);
                    double[] next = new double[2 * d];
                    for (int k = 0; k < d; k++) {
                        double f = sigmoid(a[k] * h[k] + u[k] + p[k] * h[d + k]);
                        double g = Math.tanh(a[d + k] * h[k] + u[d + k]);
                        next[d + k] = f * h[d + k] + (1 - f) * g;
                        next[k] = sigmoid(a[2 * d + k] * h[k] + u[2 * d + k] + p[d + k] * next[d + k]) * Math.tanh(next[d + k]);
                    }
                    return next;
                });
    }

    static Sample minGru(int d, Random random) {
        Weights w = new Weights(2 * d, inputs(d), random);
        return new Sample("min-gru " + d, Trials.cell(StandardCell.MIN_GRU, w.parameters()), (h, x) -> {
            double[] u = w.times(x);
            double[] next = new double[d];
            for (int k = 0; k < d; k++) {
                double z = sigmoid(u[k]);
                next[k] = (1 - z) * h[k] + z * u[d + k];
            }
            return next;
        });
    }

    static Sample minLstm(int d, Random random) {
        Weights w = new Weights(3 * d, inputs(d), random);
        return new Sample("min-lstm " + d, Trials.cell(StandardCell.MIN_LSTM, w.parameters()), (h, x) -> {
            double[] u = w.times(x);
            double[] next = new double[d];
            for (int k = 0; k < d; k++) {
                double f = sigmoid(u[k]);
                double i = sigmoid(u[d + k]);
                next[k] = (f * h[k] + i * u[2 * d + k]) / (f + i);
            }
            return next;
        });
    }

    private static Sample linear(int d, Random random) {
        Weights w = new Weights(d, inputs(d), random);
        double[] a = random.doubles(d * d, -1, 1).toArray();
        return new Sample("linear " + d, Trials.cell(StandardCell.LINEAR, w.parameters().array("transition", new NamedArray(a, d, d))),
                (h, x) -> {
                    double[] next = w.times(x);
                    for (int i = 0; i < d; i++) {
                        for (int j = 0; j < d; j++) {
                            next[i] += a[i * d + j] * h[j];
                        }
                    }
                    return next;
                });
    }

    private static Sample diagonal(int d, Random random) {
        Weights w = new Weights(d, inputs(d), random);
        double[] a = random.doubles(d, -1, 1).toArray();
        return new Sample("diagonal " + d, Trials.cell(StandardCell.DIAGONAL, w.parameters().doubles("transition", a)), (h, x) -> {
            double[] next = w.times(x);
            for (int i = 0; i < d; i++) {
                next[i] += a[i] * h[i];
            }
            return next;
        });
    }

    private static Sample complexDiagonal(int d, Random random) {
        Weights w = new Weights(2 * d, inputs(d), random);
        double[] a = random.doubles(2 * d, -1, 1).toArray();
        return new Sample("complex-diagonal " + d, Trials.cell(StandardCell.COMPLEX_DIAGONAL,
                w.parameters().array("transition", new NamedArray(a, 2, d))), (h, x) -> {
                    double[] next = w.times(x);
                    for (int i = 0; i < d; i++) {
                        next[i] += a[i] * h[i] - a[d + i] * h[d + i];
                        next[d + i] += a[d + i] * h[i] + a[i] * h[d + i];
                    }
                    return next;
                });
    }

    private static Sample householder(int d, int reflections) {
        return new Sample("householder " + d + " x " + reflections, Trials.cell(StandardCell.HOUSEHOLDER, Trials.parameters()
                .integer("size", d).integer("reflections", reflections)), (h, x) -> {
                    double[] next = h.clone();
                    for (int m = 0; m < reflections; m++) {
                        int beta = m * (d + 1);
                        double product = 0;
                        for (int k = 0; k < d; k++) {
                            product += x[beta + 1 + k] * next[k];
                        }
                        for (int k = 0; k < d; k++) {
                            next[k] -= x[beta] * product * x[beta + 1 + k];
                        }
                    }
                    for (int k = 0; k < d; k++) {
                        next[k] += x[reflections * (d + 1) + k];
                    }
                    return next;
                });
    }

    private static Sample logisticMap() {
        return new Sample("logistic map", Trials.cell(StandardCell.LOGISTIC, Trials.parameters().number("rate", 3.1)),
                (h, x) -> new double[] {3.1 * h[0] * (1 - h[0])});
    }

    private static Sample euler(String field) {
        DataRecord.Builder parameters = Trials.parameters().text("field", field.replace("observing ", "")).number("step", 0.02);
        if (field.startsWith("observing")) {
            parameters.record("fieldParameters", Trials.parameters().truth("observed", true).number("rho", 25).build());
        }
        return new Sample("euler " + field, Trials.cell(StandardCell.EULER, parameters), (h, x) -> switch (field) {
            case "logistic" -> new double[] {h[0] + 0.02 * h[0] * (1 - h[0])};
            case "van-der-pol" -> new double[] {h[0] + 0.02 * h[1], h[1] + 0.02 * ((1 - h[0] * h[0]) * h[1] - h[0])};
            case "lorenz" -> lorenz(h, h[1], 28);
            default -> lorenz(h, x[0], 25);
        });
    }

    private static double[] lorenz(double[] h, double y, double rho) {
        return new double[] {h[0] + 0.02 * 10 * (y - h[0]), h[1] + 0.02 * (h[0] * (rho - h[2]) - y),
            h[2] + 0.02 * (h[0] * y - 8.0 / 3 * h[2])};
    }

    /** Steps along y' = A y + B x, whose amplification is a polynomial or a rational function of A. */
    private static Sample oneStep(StandardCell method, int d, Random random) {
        double step = 0.125;
        double[] a = random.doubles(d * d, -1, 1).toArray();
        int n = inputs(d);
        double[] b = random.doubles(d * n, -1, 1).toArray();
        return new Sample(method.label() + " " + d, Trials.cell(method, Trials.parameters().text("field", "linear").number("step", step)
                .record("fieldParameters", Trials.parameters().array("matrix", new NamedArray(a, d, d))
                        .array("inputMatrix", new NamedArray(b, d, n)).build())), (h, x) -> {
                            // y' + A^-1 B x is multiplied by exp(step A), or that to order 4, or (I - step A)^-1, as sums of series.
                            double[] term = h.clone();
                            double[] next = h.clone();
                            int order = method == StandardCell.RUNGE_KUTTA ? 4 : 200;
                            boolean geometric = method == StandardCell.IMPLICIT_EULER;
                            double[] source = times(b, n, x);
                            for (int k = 1; k <= order; k++) {
                                term = times(a, d, term);
                                for (int i = 0; i < d; i++) {
                                    term[i] = (term[i] + (k == 1 ? source[i] : 0)) * step / (geometric ? 1 : k);
                                    next[i] += term[i];
                                }
                            }
                            return next;
                        });
    }

    /** y' = y + s (I + s G / 2 + s^2 G^2 / 6 + ...) (f + f' - J' (y' - y)) / 2 along van der Pol's field, by putting y' into the right. */
    private static Sample midpointExponential() {
        double step = 0.125;
        return new Sample("midpoint-exponential van-der-pol", Trials.cell(StandardCell.MIDPOINT_EXPONENTIAL,
                Trials.parameters().text("field", "van-der-pol").number("step", step)), (h, x) -> {
                    double[] next = h.clone();
                    for (int round = 0; round < 60; round++) {
                        double[] matrix = {0, 1, -h[0] * h[1] - next[0] * next[1] - 1, 1 - (h[0] * h[0] + next[0] * next[0]) / 2};
                        double dx = next[0] - h[0];
                        double dy = next[1] - h[1];
                        double[] term = {step * (h[1] + next[1] - dy) / 2, step / 2 * ((1 - h[0] * h[0]) * h[1] - h[0]
                                + (1 - next[0] * next[0]) * next[1] - next[0]
                                + (2 * next[0] * next[1] + 1) * dx - (1 - next[0] * next[0]) * dy)};
                        next = h.clone();
                        for (int k = 2; k <= 30; k++) {
                            next[0] += term[0];
                            next[1] += term[1];
                            term = times(matrix, 2, term);
                            term[0] *= step / k;
                            term[1] *= step / k;
                        }
                    }
                    return next;
                });
    }

    private static Sample users(int d) {
        return new Sample("user's " + d, Cells.of(new RecurrentCell() {
            @Override
            public int stateSize() {
                return d;
            }

            @Override
            public int inputSize() {
                return 1;
            }

            @Override
            public void step(double[] state, double[] input, double[] next) {
                for (int k = 0; k < d; k++) {
                    next[k] = Math.sin(state[(k + 1) % d]) * Math.cos(state[k]) + input[0];
                }
            }
        }), (h, x) -> {
            double[] next = new double[d];
            for (int k = 0; k < d; k++) {
                next[k] = Math.sin(h[(k + 1) % d]) * Math.cos(h[k]) + x[0];
            }
            return next;
        });
    }


    private static double[] times(double[] matrix, int columns, double[] x) {
        double[] product = new double[matrix.length / columns];
        for (int i = 0; i < matrix.length; i++) {
            product[i / columns] += matrix[i] * x[i % columns];
        }
        return product;
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** The matrix and the vector through which the input acts. */
    private record Weights(double[] matrix, int inputs, double[] bias) {

        Weights(int rows, int inputs, Random random) {
            this(random.doubles((long) rows * inputs, -1, 1).toArray(), inputs, random.doubles(rows, -1, 1).toArray());
        }

        DataRecord.Builder parameters() {
            return Trials.parameters().array("weight_ih", new NamedArray(matrix, bias.length, inputs)).doubles("bias_ih", bias);
        }

        double[] times(double[] x) {
            double[] product = SampleCells.times(matrix, inputs, x);
            for (int i = 0; i < bias.length; i++) {
                product[i] += bias[i];
            }
            return product;
        }
    }
}
