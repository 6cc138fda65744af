/** Transport problems as methods need them: usable points, costs in their unit, epsilon. */
package org.stillpoint.transport.internal.instance;
