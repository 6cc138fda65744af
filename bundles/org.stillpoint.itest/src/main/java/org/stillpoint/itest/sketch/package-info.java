/**
 * Families that are to come, in their smallest form, written against the contract to see whether it fits them: equilibrium
 * layers (a batch, and a named function of the user's), recurrences (a sequence, single precision).
 */
package org.stillpoint.itest.sketch;
