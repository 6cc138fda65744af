/** The sweeps of Sinkhorn's iteration under all marginal rules, and the soft minima that they are made of. */
package org.stillpoint.transport.internal.kernel;
