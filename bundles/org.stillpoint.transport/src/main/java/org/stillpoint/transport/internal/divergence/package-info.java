/** Sinkhorn divergences. */
package org.stillpoint.transport.internal.divergence;
