/** What the first steps tell of a recurrence: how differences grow, and how soon states are forgotten. */
package org.stillpoint.recurrence.internal.diagnosis;
