/** Entropic transport on grids with separable costs, axis by axis. */
package org.stillpoint.transport.internal.grid;
