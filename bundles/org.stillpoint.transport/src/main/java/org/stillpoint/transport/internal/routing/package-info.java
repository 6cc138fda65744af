/** Routing of tokens to experts under balanced loads. */
package org.stillpoint.transport.internal.routing;
