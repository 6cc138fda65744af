/**
 * Sparse matrices inside solvers: products ({@link org.stillpoint.numerics.sparse.SparseProducts} for EJML's matrices,
 * {@link org.stillpoint.numerics.sparse.RowColumnMatrix} for inner loops) and the factorisation of symmetric positive definite matrices
 * whose pattern stays while their values change ({@link org.stillpoint.numerics.sparse.SparseCholesky}).
 */
@Export
@Version("1.0.0")
package org.stillpoint.numerics.sparse;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
