package org.stillpoint.equilibrium.internal.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.equilibrium.internal.sequence.SequenceOptions.Allocation;

/** How evaluations are shared out. */
class IterationBudgetTest {

    /** What each time spends, all that it may. */
    private static long[] spent(Allocation allocation, int times, long total) {
        IterationBudget budget = new IterationBudget(allocation, times, 1, total);
        long[] spent = new long[times];
        for (int time = 0; time < times; time++) {
            spent[time] = budget.allowance(0, time);
            budget.spend(0, spent[time]);
        }
        return spent;
    }

    @Test
    void allocationsHaveTheirShapes() {
        assertArrayEquals(new long[] {6, 6, 6, 6}, spent(Allocation.CONSTANT, 4, 24));
        assertArrayEquals(new long[] {3, 6, 9, 12}, spent(Allocation.INCREASING, 4, 30));
        assertArrayEquals(new long[] {12, 9, 6, 3}, spent(Allocation.DECREASING, 4, 30));
    }

    @ParameterizedTest
    @EnumSource(value = Allocation.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void nothingIsLeftAndNoTimeIsWithoutAnEvaluation(Allocation allocation) {
        for (int times : new int[] {1, 2, 7, 30}) {
            for (long total = times; total < 4L * times; total += 3) {
                long[] spent = spent(allocation, times, total);
                assertEquals(total, Arrays.stream(spent).sum());
                assertTrue(Arrays.stream(spent).allMatch(value -> value >= 1));
            }
        }
        assertArrayEquals(new long[] {1, 1, 1}, spent(allocation, 3, 0));
    }

    @Test
    void whatIsLeftMovesOnForEachSampleAlone() {
        IterationBudget budget = new IterationBudget(Allocation.CONSTANT, 3, 2, 30);
        assertEquals(10, budget.allowance(0, 0));
        budget.spend(0, 2);
        budget.spend(1, 10);
        assertEquals(14, budget.allowance(0, 1));
        assertEquals(10, budget.allowance(1, 1));
        budget.spend(0, 1);
        assertEquals(27, budget.allowance(0, 2));
    }

    @Test
    void withoutABudgetThereIsNoLimit() {
        IterationBudget budget = new IterationBudget(Allocation.NONE, 10, 1, Long.MAX_VALUE);
        budget.spend(0, 1_000_000_000_000L);
        assertTrue(budget.allowance(0, 1) > 1_000_000_000_000_000L);
        assertTrue(budget.allowance(0, 9) > 1_000_000_000_000_000L);
    }
}
