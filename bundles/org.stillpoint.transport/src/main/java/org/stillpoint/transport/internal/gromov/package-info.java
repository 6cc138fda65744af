/** Gromov-Wasserstein transport: plans between spaces of which only the distances inside are known. */
package org.stillpoint.transport.internal.gromov;
