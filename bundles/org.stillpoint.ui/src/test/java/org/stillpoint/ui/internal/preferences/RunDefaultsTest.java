package org.stillpoint.ui.internal.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What preferences mean for a run. */
class RunDefaultsTest {

    @Test
    void nothingChosenLeavesAllToTheHost() {
        assertEquals(new RunDefaults(OptionalInt.empty(), Optional.empty()), RunDefaults.of(0, " "));
    }

    @Test
    void whatIsChosenIsGiven() {
        assertEquals(new RunDefaults(OptionalInt.of(3), Optional.of("jblas")), RunDefaults.of(3, "jblas"));
    }
}
