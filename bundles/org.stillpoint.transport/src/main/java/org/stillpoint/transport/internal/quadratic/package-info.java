/** Transport with quadratic and sparsity-constrained regularisers, and unbalanced transport without one. */
package org.stillpoint.transport.internal.quadratic;
