package org.stillpoint.recurrence.internal.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.StandardCell;

/** Sequential runs against values computed elsewhere. */
class ReferenceTrajectoriesTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.3, 0.4, 256, -0.517648557947210, -7.923871529811",
        "0.5, 0.3, 0.4, 4096, 0.371429856675616, -127.544719366556",
        "0.5, 0.3, 0.4, 65536, 0.250049523987542, -2028.332493160081",
        "1.0, -0.8, 0.9, 256, -0.536068439872986, -26.670326163064",
        "1.0, -0.8, 0.9, 4096, 0.197697657663113, -434.079561104222",
        "1.0, -0.8, 0.9, 65536, 0.276572518988906, -6936.206247715492",
        "-1.2, 1.0, 1.5, 256, -0.245234268258570, 48.056416033448",
        "-1.2, 1.0, 1.5, 4096, 0.396802997062372, 769.099026396112",
        "-1.2, 1.0, 1.5, 65536, 0.624495265613910, 12329.743424689208"})
    void scalarParaGru(double az, double ar, double am, int steps, double last, double sum) {
        double[] states = Trials.run(Trials.scalarParaGru(az, ar, am), steps, Trials.scalarParaGruInput(steps), 0);
        assertEquals(last, states[steps - 1], 1e-13);
        assertEquals(sum, Arrays.stream(states).sum(), 1e-12 * Math.abs(sum));
    }

    @Test
    void moebiusMapOfAUser() {
        double[] states = Trials.run(Cells.of(ScalarCell.autonomous(h -> (h + 2) / (h + 1))), 1000, new double[0], 1);
        double[] exact = {3.0 / 2, 7.0 / 5, 17.0 / 12, 41.0 / 29, 99.0 / 70, 239.0 / 169};
        for (int t = 0; t < exact.length; t++) {
            assertEquals(exact[t], states[t], 4e-16);
        }
        assertEquals(Math.sqrt(2), states[999], 4e-16);
    }

    @ParameterizedTest
    @CsvSource({"0.5, -0.708531980305195, 2.412860496237", "0.9, -0.862713230839722, 5.126731147453",
        "1.5, -0.960882743949145, 12.540163619991"})
    void tanhRecurrenceOfAUser(double a, double last, double sum) {
        double[] input = new double[1000];
        Arrays.setAll(input, i -> Math.sin(0.1 * (i + 1)));
        double[] states = Trials.run(Cells.of(new ScalarCell((h, x) -> Math.tanh(a * h + x))), 1000, input, 0);
        assertEquals(last, states[999], 1e-12);
        assertEquals(sum, Arrays.stream(states).sum(), 1e-12 * sum);
    }

    @Test
    void eulerAlongTheLogisticField() {
        for (int scale : new int[] {1, 10}) {
            int steps = 100 * scale;
            double[] states = Trials.run(euler(DataRecord.of("parameters", 1).text("field", "logistic").number("step", 0.1 / scale)), steps,
                    new double[0], 0.1);
            double error = 0;
            for (int t = 1; t <= steps; t++) {
                error = Math.max(error, Math.abs(states[t - 1] - 1 / (1 + 9 * Math.exp(-0.1 / scale * t))));
            }
            assertEquals(scale == 10 ? 1.277e-3 : 1.280e-2, error, scale == 10 ? 5e-7 : 5e-6);
            if (scale == 10) {
                assertEquals(0.999602503990310, states[steps - 1], 1e-14);
            }
        }
    }

    private static Cell euler(DataRecord.Builder parameters) {
        return Trials.cell(StandardCell.EULER, parameters);
    }
}
