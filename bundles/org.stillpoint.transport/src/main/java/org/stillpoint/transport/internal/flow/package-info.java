/** Wasserstein gradient flows and rectified flows. */
package org.stillpoint.transport.internal.flow;
