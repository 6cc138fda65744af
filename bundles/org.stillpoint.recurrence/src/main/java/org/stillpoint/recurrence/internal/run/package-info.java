/** What all methods share: stretches of steps to solve, the session of a solve, the way over layers and windows, the residual. */
package org.stillpoint.recurrence.internal.run;
