/** Transport by plans of low rank. */
package org.stillpoint.transport.internal.lowrank;
