/** Entropic transport between more than two measures. */
package org.stillpoint.transport.internal.multimarginal;
