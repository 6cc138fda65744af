/** Transport on the line in closed form. */
package org.stillpoint.transport.internal.line;
