package org.stillpoint.io.internal.number;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalNumberTest {

    private static double parse(String text) {
        byte[] bytes = ("[" + text + "]").getBytes(StandardCharsets.UTF_8);
        return DecimalNumber.parse(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "+2,2", "-3,-3", ".5,.5", "5.,5", "-.25,-.25", "1e3,1000", "1E+3,1000", "1.5e-3,.0015", "1d5,100000",
        "1.25D-2,.0125", "inf,Infinity", "-INF,-Infinity", "+Infinity,Infinity", "1e400,Infinity", "-1d400,-Infinity", "1e-400,0",
        "1e99999999999,Infinity", "0e99999999999,0", "9007199254740993,9007199254740992", "0.1,.1",
        "123456789012345678901234567890,123456789012345678901234567890",
        "0.000000000000000000000000000000000000000000001,1e-45", "4.9e-324,4.9e-324", "1.7976931348623157e308,1.7976931348623157e308",
        "00000000000000000000000000000000000001.5,1.5", "0.30000000000000000000000000000000000001,.3"})
    void readsDecimalNumbers(String text, double value) {
        assertEquals(value, parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0", "-0.0", "-0e5", "-1e-400"})
    void knowsNoNegativeZero(String text) {
        assertEquals(0.0, parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+", ".", "-.", "e5", "1e", "1e+", "1x", "x1", "1.2.3", "1-2", "--1", "nan", "NaN", "-nan", "0x10",
        "1f", "1e5d", "infinit", "infinityy", "1 2", "1,5", ".e5", "١"})
    void refusesWhatIsNoNumber(String text) {
        assertEquals(Double.NaN, parse(text));
    }

    @Test
    void roundsLikeTheLanguage() {
        Random random = new Random(11);
        for (int i = 0; i < 60_000; i++) {
            double value = switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(1_000_000) / 1000.0;
                case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
                default -> random.nextLong();
            };
            if (!Double.isFinite(value) || value == 0) {
                continue;
            }
            assertEquals(value, parse(Double.toString(value)));
            String digits = String.format(Locale.ROOT, "%." + random.nextInt(22) + "e", value);
            double expected = Double.parseDouble(digits);
            assertEquals(expected == 0 ? 0.0 : expected, parse(digits), digits);
        }
    }

    @Test
    void roundsHalfwayCasesAndTheirNeighboursLikeTheLanguage() {
        Random random = new Random(13);
        for (int i = 0; i < 20_000; i++) {
            double value = Math.scalb(1 + random.nextDouble(), random.nextInt(140) - 70);
            BigDecimal half = new BigDecimal(value).add(new BigDecimal(Math.nextUp(value))).divide(BigDecimal.valueOf(2));
            for (int digits = 15; digits <= 18; digits++) {
                String text = half.round(new MathContext(digits, RoundingMode.HALF_EVEN)).toString();
                assertEquals(Double.parseDouble(text), parse(text), text);
            }
        }
        for (long odd = (1L << 53) + 1; odd < (1L << 53) + 2001; odd += 2) {
            assertEquals(Double.parseDouble(odd + ""), parse(odd + ""));
            assertEquals(Double.parseDouble(odd + "e1"), parse(odd + "e1"));
            assertEquals(Double.parseDouble(odd + "e-1"), parse(odd + "e-1"));
        }
    }

    @Test
    void roundsWholeNumbersWithAnyPowerOfTenLikeTheLanguage() {
        Random random = new Random(14);
        for (int i = 0; i < 100_000; i++) {
            String text = (random.nextLong() >>> 5 + random.nextInt(55)) + "e" + (random.nextInt(720) - 360);
            assertEquals(Double.parseDouble(text), parse(text), text);
        }
    }
}
