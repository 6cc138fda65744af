/** Doubly stochastic matrices in batches: projections onto the Birkhoff polytope, and constructions that keep it. */
package org.stillpoint.transport.internal.birkhoff;
