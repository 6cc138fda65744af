/** Derivatives of entropic transport by implicit differentiation. */
package org.stillpoint.transport.internal.gradient;
