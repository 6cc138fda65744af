/** Newton's method on windows of steps: its linear solves, its safeguards, and how windows move along sequences. */
package org.stillpoint.recurrence.internal.newton;
