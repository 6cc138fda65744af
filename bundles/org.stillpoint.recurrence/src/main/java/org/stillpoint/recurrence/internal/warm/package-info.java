/** Trajectories made those of a problem that was changed here and there. */
package org.stillpoint.recurrence.internal.warm;
