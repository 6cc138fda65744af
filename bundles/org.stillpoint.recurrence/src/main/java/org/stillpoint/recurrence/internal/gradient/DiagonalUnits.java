package org.stillpoint.recurrence.internal.gradient;

/** Units h' = a h + u with an own parameter a, real or complex: then the state has the parts Re h, Im h and a the parameters Re a, Im a. */
enum DiagonalUnits implements UnitFunction {
    REAL(1), COMPLEX(2);

    private final int parts;

    DiagonalUnits(int parts) {
        this.parts = parts;
    }

    @Override
    public int gates() {
        return parts;
    }

    @Override
    public int parts() {
        return parts;
    }

    @Override
    public void apply(Panel sums, Panel apart, Panel state, double[] own, int ownOffset, Panel next) {
        int units = next.rows / parts;
        for (int unit = 0; unit < units; unit++) {
            double real = own[ownOffset + unit];
            double imaginary = this == COMPLEX ? own[ownOffset + units + unit] : 0;
            int lastPart = (parts - 1) * units + unit;
            int re = state.row(unit);
            int im = state.row(lastPart);
            for (int i = 0; i < next.lanes; i++) {
                double x = state.values[re + i];
                double y = state.values[im + i];
                if (this == COMPLEX) {
                    next.values[next.row(unit) + i] = real * x - imaginary * y + sums.values[sums.row(unit) + i];
                    next.values[next.row(lastPart) + i] = imaginary * x + real * y + sums.values[sums.row(lastPart) + i];
                } else {
                    next.values[next.row(unit) + i] = real * x + sums.values[sums.row(unit) + i];
                }
            }
        }
    }

    @Override
    public void pullBack(Panel sums, Panel apart, Panel state, Panel next, double[] own, int ownOffset, Panel cotangent,
            Panel stateCotangent, double[] ownGradient) {
        int units = next.rows / parts;
        sums.copy(cotangent);
        for (int unit = 0; unit < units; unit++) {
            double real = own[ownOffset + unit];
            double imaginary = this == COMPLEX ? own[ownOffset + units + unit] : 0;
            int lastPart = (parts - 1) * units + unit;
            double byReal = 0;
            double byImaginary = 0;
            for (int i = 0; i < next.lanes; i++) {
                double x = state.values[state.row(unit) + i];
                double y = state.values[state.row(lastPart) + i];
                double ofX = cotangent.values[cotangent.row(unit) + i];
                double ofY = cotangent.values[cotangent.row(lastPart) + i];
                if (this == COMPLEX) {
                    byReal += ofX * x + ofY * y;
                    byImaginary += ofY * x - ofX * y;
                    stateCotangent.values[stateCotangent.row(unit) + i] = real * ofX + imaginary * ofY;
                    stateCotangent.values[stateCotangent.row(lastPart) + i] = real * ofY - imaginary * ofX;
                } else {
                    byReal += ofX * x;
                    stateCotangent.values[stateCotangent.row(unit) + i] = real * ofX;
                }
            }
            ownGradient[ownOffset + unit] += byReal;
            if (this == COMPLEX) {
                ownGradient[ownOffset + units + unit] += byImaginary;
            }
        }
    }
}
