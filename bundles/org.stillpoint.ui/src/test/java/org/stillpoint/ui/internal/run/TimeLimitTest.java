package org.stillpoint.ui.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitTest {

    @ParameterizedTest
    @CsvSource({"30,30000", "1.5 min,90000", "2h,7200000", "500 MS,500", "1e1 s,10000"})
    void timesWithAndWithoutUnits(String text, long milliseconds) {
        assertEquals(Optional.of(Duration.ofMillis(milliseconds)), TimeLimit.parse(text));
    }

    @Test
    void nothingIsNoLimit() {
        assertEquals(Optional.empty(), TimeLimit.parse("  "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "soon", "3 days", "1e400", "NaN", "e", "1.2.3"})
    void whatIsNoTimeIsRefusedByName(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> TimeLimit.parse(text)).getMessage();
        assertEquals("The time limit is '" + text + "'; expected a time such as 30, 500 ms, 1.5 min or 2 h", message);
    }
}
