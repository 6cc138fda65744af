/** The Monge gap of maps. */
package org.stillpoint.transport.internal.gap;
