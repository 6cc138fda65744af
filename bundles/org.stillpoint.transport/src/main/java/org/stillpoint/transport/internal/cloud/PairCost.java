package org.stillpoint.transport.internal.cloud;

/** The costs between the points of two clouds, before they are scaled, and bounds of them between boxes. Thread-safe. */
interface PairCost {

    /** The costs between a block of the rows and a tile of the columns, row by row, as many in a row as the tile has columns. */
    void costs(PointCloud rows, int block, PointCloud columns, int tile, double[] result);

    /** The costs with rows and columns exchanged. */
    default PairCost transposed() {
        return this;
    }

    /** A lower bound of the costs between the points of two boxes. */
    double least(PointCloud.Boxes rows, int row, PointCloud.Boxes columns, int column, int dimension);

    /** An upper bound of the magnitudes of the costs between the points of two boxes; infinite where none is known. */
    double largest(PointCloud.Boxes rows, int row, PointCloud.Boxes columns, int column, int dimension);
}
