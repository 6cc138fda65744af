/** Entropic barycentres, on given points and on points that move. */
package org.stillpoint.transport.internal.barycenter;
