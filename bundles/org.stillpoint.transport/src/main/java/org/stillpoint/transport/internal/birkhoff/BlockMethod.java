package org.stillpoint.transport.internal.birkhoff;

import java.util.function.LongPredicate;

/** Projects a block of matrices side by side. An instance is the workspace of one thread. */
interface BlockMethod {

    /** How many matrices a block has. */
    int width();

    /**
     * Projects a block.
     *
     * @param inputs the inputs, as {@link Lanes} puts them; not changed
     * @param proceed is told the iterations done on this block and answers whether to go on
     * @param block receives the matrices and potentials
     * @return the iterations
     */
    long project(double[] inputs, LongPredicate proceed, Block block);

    /** A block of matrices with their potentials, as {@link Lanes} puts them. */
    final class Block {

        final double[] matrices;
        final double[] rowPotentials;
        final double[] columnPotentials;

        Block(int size, int width) {
            matrices = new double[size * size * width];
            rowPotentials = new double[size * width];
            columnPotentials = new double[size * width];
        }
    }
}
