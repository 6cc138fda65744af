/** Multiple shooting: all chunks of a sequence run at once as lanes from guessed states, and are repaired where they meet. */
package org.stillpoint.recurrence.internal.shooting;
