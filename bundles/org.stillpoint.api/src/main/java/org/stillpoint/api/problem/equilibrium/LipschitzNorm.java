package org.stillpoint.api.problem.equilibrium;

/** In which norm a layer is to be Lipschitz. */
public enum LipschitzNorm {
    /** The largest component; of a matrix, the largest sum of a row's magnitudes. */
    LARGEST,
    /** The Euclidean norm; of a matrix, the largest singular value. */
    EUCLIDEAN
}
