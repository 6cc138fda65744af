/** Schroedinger bridges: on finitely many states, between samples, and through snapshots. */
package org.stillpoint.transport.internal.bridge;
