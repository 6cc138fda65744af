/**
 * A family that is to come, in its smallest form, written against the contract to see whether it fits: equilibrium layers (a batch,
 * and a named function of the user's).
 */
package org.stillpoint.itest.sketch;
