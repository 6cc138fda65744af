/** Transport without a regulariser, by the network simplex method. */
package org.stillpoint.transport.internal.exact;
