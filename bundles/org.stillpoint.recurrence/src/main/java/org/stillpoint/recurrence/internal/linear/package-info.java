/** Linear recurrences without coupling: diagonalisation of their matrices after a small perturbation. */
package org.stillpoint.recurrence.internal.linear;
