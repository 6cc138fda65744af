/** Projections under triangle inequalities: metric nearness and correlation clustering. */
package org.stillpoint.transport.internal.metric;
