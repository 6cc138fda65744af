package org.stillpoint.equilibrium.internal.optimality;

/** How linear equations of derivatives are solved. */
public enum LinearMethod {
    /** LU factors of small matrices, conjugate gradients for symmetric ones, GMRES for all others and where these fail. */
    AUTO,
    /** The generalised minimal residual method. */
    GMRES,
    /** Conjugate gradients, which takes a symmetric definite matrix. */
    CONJUGATE_GRADIENTS,
    /** LU factors of the dense matrix. */
    DIRECT
}
