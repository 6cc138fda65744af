package org.stillpoint.ui.internal.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SelectedIdsTest {

    private final SelectedIds selected = new SelectedIds();

    /** A row, then all rows at once; the session is still told of the row, and takes 32 of all rows. */
    @Test
    void theUserIsFurtherOnThanTheSession() {
        List<Long> all = LongStream.range(0, 200).boxed().toList();
        selected.choose(List.of(7L));
        selected.handOver(List.of(7L));
        selected.choose(all);
        assertFalse(selected.adopt(List.of(7L)));
        assertEquals(all, selected.ids());
        selected.handOver(all.subList(0, 32));
        assertFalse(selected.adopt(all.subList(0, 32)));
        assertEquals(all, selected.ids());
    }

    @Test
    void whatOthersSelectIsSelected() {
        selected.choose(List.of(7L));
        selected.handOver(List.of(7L));
        assertFalse(selected.adopt(List.of(7L)));
        assertTrue(selected.adopt(List.of(9L, 8L)), "runs that begin");
        assertEquals(List.of(9L, 8L), selected.ids());
        assertTrue(selected.adopt(List.of(7L)), "again, but not by the user of this view");
        assertEquals(List.of(7L), selected.ids());
        assertFalse(selected.adopt(List.of(7L)));
    }

    @Test
    void runsThatAreGoneAreNotSelected() {
        selected.choose(List.of(7L, 8L));
        selected.handOver(List.of(7L, 8L));
        assertFalse(selected.adopt(List.of(7L, 8L)));
        assertTrue(selected.adopt(List.of(8L)), "one was deleted");
        assertTrue(selected.adopt(List.of()), "and so was the other");
        assertEquals(List.of(), selected.ids());
    }
}
