/** Entropic transport between large clouds of points, whose costs are computed when they are needed. */
package org.stillpoint.transport.internal.cloud;
