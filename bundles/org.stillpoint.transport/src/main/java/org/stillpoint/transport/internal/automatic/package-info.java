/** The choice among the methods for a transport problem. */
package org.stillpoint.transport.internal.automatic;
