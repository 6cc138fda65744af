/** Entropic transport by Sinkhorn's iteration and by greedy scaling, on a matrix of costs or on points. */
package org.stillpoint.transport.internal.sinkhorn;
