/** First-order methods that predict their gradients some steps ahead. */
package org.stillpoint.recurrence.internal.prediction;
