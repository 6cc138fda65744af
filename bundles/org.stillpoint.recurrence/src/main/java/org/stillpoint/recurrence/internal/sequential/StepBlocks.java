package org.stillpoint.recurrence.internal.sequential;

import org.stillpoint.recurrence.internal.cell.Cell;

/** How many steps are prepared at once, and done between two questions whether to go on. */
final class StepBlocks {

    /** About a millisecond of work. */
    private static final double OPERATIONS = 2e6;
    /** Products with fewer inputs at once are slow. */
    private static final int LEAST_INPUTS = 16;
    private static final int MOST = 256;
    /** Up to this, the drives of a block stay in the cache. */
    private static final int DRIVES = 1 << 17;

    private StepBlocks() {
    }

    /** The steps of a block for so many lanes. */
    static int steps(Cell cell, int lanes) {
        double byWork = OPERATIONS / (Math.max(1, cell.operations()) * lanes);
        int byMemory = DRIVES / Math.max(1, cell.driveSize() * lanes);
        return (int) Math.max((LEAST_INPUTS + lanes - 1) / lanes, Math.min(MOST, Math.min(byWork, byMemory)));
    }
}
