package org.stillpoint.recurrence.internal.gradient;

import java.util.ArrayList;
import java.util.List;

/** Reverse differentiation of scalar formulas, operation by operation: a reference that shares nothing with what it is compared with. */
final class Tape {

    /** A number that depends on others. */
    final class Number {

        final double value;
        private final Number first;
        private final double byFirst;
        private final Number second;
        private final double bySecond;
        private double derivative;

        private Number(double value, Number first, double byFirst, Number second, double bySecond) {
            this.value = value;
            this.first = first;
            this.byFirst = byFirst;
            this.second = second;
            this.bySecond = bySecond;
            numbers.add(this);
        }

        Number plus(Number other) {
            return new Number(value + other.value, this, 1, other, 1);
        }

        Number minus(Number other) {
            return new Number(value - other.value, this, 1, other, -1);
        }

        Number times(Number other) {
            return new Number(value * other.value, this, other.value, other, value);
        }

        Number over(Number other) {
            double quotient = value / other.value;
            return new Number(quotient, this, 1 / other.value, other, -quotient / other.value);
        }

        Number fromOne() {
            return new Number(1 - value, this, -1, null, 0);
        }

        Number tanh() {
            double result = Math.tanh(value);
            return new Number(result, this, 1 - result * result, null, 0);
        }

        Number sigmoid() {
            double result = 1 / (1 + Math.exp(-value));
            return new Number(result, this, result * (1 - result), null, 0);
        }

        Number positivePart() {
            return new Number(Math.max(0, value), this, value > 0 ? 1 : 0, null, 0);
        }

        /** The derivative of what was differentiated by this number. */
        double derivative() {
            return derivative;
        }
    }

    private final List<Number> numbers = new ArrayList<>();

    /** A number that depends on nothing. */
    Number number(double value) {
        return new Number(value, null, 0, null, 0);
    }

    /** Numbers that depend on nothing. */
    Number[] numbers(double... values) {
        Number[] result = new Number[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = number(values[i]);
        }
        return result;
    }

    /** Differentiates by all numbers that were made before. */
    void differentiate(Number result) {
        result.derivative = 1;
        for (int i = numbers.size() - 1; i >= 0; i--) {
            Number number = numbers.get(i);
            if (number.first != null) {
                number.first.derivative += number.derivative * number.byFirst;
            }
            if (number.second != null) {
                number.second.derivative += number.derivative * number.bySecond;
            }
        }
    }

    /** The derivatives by some numbers. */
    static double[] derivatives(Number... numbers) {
        double[] result = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            result[i] = numbers[i].derivative;
        }
        return result;
    }
}
