/** Training of recurrences on windows of sequences by optimisers. */
package org.stillpoint.recurrence.internal.training;
